import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '#dictionary';
import { type Database, NotUnique, type StoredTable } from '#engine/ports';
import { cutCopyFile, indexCopyFile } from './bulk-copy.ts';
import { openSqlite } from './open-sqlite.ts';

const text = (name: string, required = true) => ({ name, kind: 'text' as const, required });
const whole = (name: string) => ({ name, kind: 'integer' as const, required: true });
const shelf: StoredTable = {
  name: 'shelf',
  key: ['id'],
  columns: [text('id'), text('code'), whole('row_version'), text('deleted_at', false)],
  unique: [['code']],
  indexes: [['code']],
};
const entry: StoredTable = {
  name: 'entry',
  key: ['row_id'],
  columns: [text('row_id'), text('table_name')],
  unique: [],
  indexes: [],
};
const tables = [shelf, entry];
const row = (id: string, code: string, row_version = 1): Row => ({
  id,
  code,
  row_version,
  deleted_at: null,
});

let folder = '';
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atoll-beside-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function holding(name: string, rows: readonly Row[]): Promise<Database> {
  const database = await openSqlite({ file: at(name), tables });
  await database.write(async (unit) => {
    await unit.put('shelf', rows);
    await unit.put(
      'entry',
      rows.map((each) => ({ row_id: String(each['id']), table_name: 'shelf' })),
    );
  });
  return database;
}

async function fileOf(rows: readonly Row[], indexed: boolean): Promise<string> {
  await (await holding('central.db', rows)).close();
  const namedBy = { table: 'entry', tableColumn: 'table_name', keyColumn: 'row_id', where: [] };
  const copied = ['shelf'];
  await cutCopyFile(at('copy.db'), { source: at('central.db'), tables, copied, namedBy, read: [] });
  if (indexed) await indexCopyFile(at('copy.db'), { tables, copied });
  return at('copy.db');
}

const taken = (database: Database, file: string) =>
  database.write(async (unit) => {
    const beside = await unit.beside?.(file);
    if (beside === undefined) throw new Error('this database takes files');
    for (const table of beside.tables) await beside.take(table);
    return beside.tables;
  });
const codes = async (database: Database) =>
  (await database.read((view) => view.select({ table: 'shelf', order: [{ column: 'id' }] }))).map(
    ({ id, code }) => `${id}${code}`,
  );

describe.each([
  ['with its indexes, more rows than are here', true, 0],
  ['without them', false, 0],
  ['fewer rows than are here', true, 10],
])('a file of rows: %s', (_, indexed, others) => {
  const here = Array.from({ length: others }, (_each, i) => row(`x${i}`, `x${i}`));
  const rest = here.map(({ id, code }) => `${id}${code}`);

  it('is taken in whole, and of two rows the later version stays', async () => {
    const file = await fileOf(
      [row('a', '1', 2), row('b', '2', 2), row('c', '3', 2), row('d', '4', 2)],
      indexed,
    );
    const database = await holding('site.db', [...here, row('b', 'mine', 3), row('c', 'old', 1)]);
    expect(await taken(database, file)).toEqual(['shelf']);
    expect(await codes(database)).toEqual(['a1', 'bmine', 'c3', 'd4', ...rest]);
    await database.close();
  });

  it('leaves all as it was where a row stands in the way', async () => {
    const file = await fileOf([row('a', '1'), row('b', '2'), row('c', '3')], indexed);
    const database = await holding('site.db', [...here, row('z', '2')]);
    await database.write(async (unit) => {
      const beside = await unit.beside?.(file);
      await expect(unit.attempt(async () => beside?.take('shelf'))).rejects.toThrow(NotUnique);
      await unit.put('shelf', [row('y', '9')]);
    });
    expect(await codes(database)).toEqual([...rest, 'y9', 'z2']);
    expect(await taken(await holding('other.db', []), file)).toEqual(['shelf']);
    await database.close();
  });
});

it('a file of rows that is not there, or not one, stops the unit', async () => {
  const database = await holding('site.db', [row('a', '1')]);
  await expect(taken(database, at('nowhere.db'))).rejects.toThrow();
  await (await openSqlite({ file: at('strange.db'), tables: [{ ...shelf, name: 'odd' }] })).close();
  await expect(taken(database, at('strange.db'))).rejects.toThrow(/which is not expected/);
  expect(await codes(database)).toEqual(['a1']);
  await database.close();
});
