import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logEntry, thing, toyTables } from '#database/contract';
import { type CutPlan, DamagedFile, type FinalBytes } from '#database/sqlite';
import type { StoredTable } from '#engine/ports';
import { adoptCopyFile, cutCopyFile } from './bulk-copy.ts';
import { openDriver } from './driver.ts';
import { openSqlite } from './open-sqlite.ts';

const changes: StoredTable = {
  name: 'change',
  key: ['feed', 'position'],
  columns: [
    { name: 'feed', kind: 'integer', required: true },
    { name: 'position', kind: 'integer', required: true },
    { name: 'table_name', kind: 'text', required: true },
    { name: 'row_id', kind: 'text', required: true },
    { name: 'purge', kind: 'boolean', required: true },
  ],
  unique: [],
  indexes: [['row_id']],
};
const tables = [...toyTables, changes];
const copied = ['thing', 'order'];
const plan = (source: string): CutPlan => ({
  source,
  tables,
  copied,
  namedBy: {
    table: 'change',
    tableColumn: 'table_name',
    keyColumn: 'row_id',
    where: [
      { column: 'feed', in: [1, 3] },
      { column: 'purge', is: false },
    ],
  },
  read: [{ table: 'log_entry', order: [{ column: 'position', descending: true }], limit: 1 }],
});

let folder = '';
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atoll-bulk-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Central with 900 things in feeds 1, 2 and 3 by turns, 30 of feed 1 also in feed 3, and one order. */
async function central() {
  const database = await openSqlite({ file: at('central.db'), tables });
  const things = Array.from({ length: 900 }, (_, i) =>
    thing(`t${String(i).padStart(4, '0')}`, {
      code: `c${i}`,
      price: '0.1',
      active: i % 2 === 0,
      extra: { i },
    }),
  );
  const entry = (
    feed: number,
    position: number,
    table_name: string,
    row_id: unknown,
    purge = false,
  ) => ({ feed, position, table_name, row_id: String(row_id), purge });
  await database.write(async (unit) => {
    await unit.put('thing', things);
    await unit.put('order', [{ group: 'g', select: 's' }]);
    await unit.put('log_entry', [logEntry('f', 7), logEntry('f', 8)]);
    await unit.put(
      'change',
      things.map((row, i) => entry((i % 3) + 1, i + 1, 'thing', row.id)),
    );
    await unit.put(
      'change',
      things
        .slice(0, 90)
        .filter((_, i) => i % 3 === 0)
        .map((row, i) => entry(3, 2_000 + i, 'thing', row.id)),
    );
    await unit.put('change', [
      entry(1, 3_000, 'order', 'g'),
      entry(1, 3_001, 'thing', things[1]?.id, true),
    ]);
  });
  return { database, entitled: things.filter((_, i) => i % 3 !== 1) };
}

test('a copy holds the rows that the feeds name, each once, and becomes a database with every index', async () => {
  const { database, entitled } = await central();
  const final: FinalBytes[] = [];
  const cut = await cutCopyFile(at('cut.db'), plan(at('central.db')), (bytes) => final.push(bytes));
  await database.write((unit) => unit.put('thing', [thing('later')]));
  expect(cut).toMatchObject({ rows: { thing: 600, order: 1 }, read: [[logEntry('f', 8)]] });
  await adoptCopyFile({ copy: at('cut.db'), file: at('site.db'), tables, copied });
  expect(existsSync(at('cut.db'))).toBe(false);
  const site = await openSqlite({ file: at('site.db'), tables, mustExist: true });
  expect(
    await site.read((view) => view.select({ table: 'thing', order: [{ column: 'id' }] })),
  ).toEqual(entitled);
  expect(await site.read((view) => view.count({ table: 'change' }))).toBe(0);
  await expect(
    site.write((unit) => unit.put('thing', [thing('x', { code: 'c0' })])),
  ).rejects.toThrow(/unique/);
  await site.close();
  const schema = (file: string) => {
    const driver = openDriver(at(file), { readonly: true });
    const found = driver.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all([]);
    driver.close();
    return found;
  };
  await database.close();
  expect(schema('site.db')).toEqual(schema('central.db'));
});

test('[E6] a copy is without what is secret', async () => {
  const { database } = await central();
  const guarded = tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) =>
      column.name === 'price' ? { ...column, secret: true as const } : column,
    ),
  }));
  const cut = { ...plan(at('central.db')), tables: guarded };
  await cutCopyFile(at('cut.db'), cut, () => undefined);
  await database.close();
  const driver = openDriver(at('cut.db'), { readonly: true });
  const prices = driver.prepare('SELECT DISTINCT price FROM thing').all([]);
  driver.close();
  expect(prices).toEqual([{ price: null }]);
});

test('bytes that were called final are final: put together as they came they are the whole copy', async () => {
  const { database } = await central();
  const pieces: { readonly from: number; readonly bytes: Buffer }[] = [];
  const cut = await cutCopyFile(at('cut.db'), plan(at('central.db')), ({ from, to }) => {
    const bytes = Buffer.alloc(to - from);
    readSync(openSync(at('cut.db'), 'r'), bytes, 0, bytes.length, from);
    pieces.push({ from, bytes });
  });
  const whole = Buffer.alloc(cut.bytes);
  for (const { from, bytes } of pieces) bytes.copy(whole, from);
  expect(pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(cut.bytes);
  expect(pieces.at(-1)?.from).toBe(0);
  expect(whole.equals(readFileSync(at('cut.db')))).toBe(true);
  await database.close();
});

test('a copy with anything else in it than the expected tables is not adopted', async () => {
  const { database } = await central();
  await cutCopyFile(at('cut.db'), plan(at('central.db')));
  await database.close();
  for (const strange of [
    'CREATE TRIGGER t AFTER INSERT ON thing BEGIN DELETE FROM thing; END',
    'CREATE VIEW v AS SELECT 1',
    'DROP TABLE "order"',
    'ALTER TABLE thing ADD COLUMN more TEXT',
  ]) {
    copyFileSync(at('cut.db'), at('bad.db'));
    const driver = openDriver(at('bad.db'), { readonly: false });
    driver.exec(strange);
    driver.close();
    const adopting = adoptCopyFile({ copy: at('bad.db'), file: at('site.db'), tables, copied });
    await expect(adopting).rejects.toMatchObject({ name: DamagedFile.name });
    expect(existsSync(at('site.db'))).toBe(false);
  }
});
