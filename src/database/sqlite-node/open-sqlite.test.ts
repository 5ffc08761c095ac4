import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { thing, toyTables } from '#database/contract';
import { DamagedFile, pragma, setUpReader, setUpWriter } from '#database/sqlite';
import { openDriver } from './driver.ts';
import { openSqlite, UnknownSchema } from './open-sqlite.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atoll-open-'));
  file = join(folder, 'site.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function fill(count: number): Promise<void> {
  const database = await openSqlite({ file, tables: toyTables });
  const rows = Array.from({ length: count }, (_, i) =>
    thing(`t${i}`, { code: `c${i}`, label: 'x'.repeat(200), owner_id: `o${i % 9}` }),
  );
  await database.write((unit) => unit.put('thing', rows));
  await database.close();
}

describe('settings', () => {
  test('[A4] a unit is on the disk before it is acknowledged: WAL and synchronous FULL, read back', () => {
    const writer = openDriver(file, { readonly: false });
    setUpWriter(writer, { kibibytes: 4_096, walPages: 2_000 });
    const taken = [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'temp_store',
      'cache_size',
      'trusted_schema',
    ].map((name) => pragma(writer, name));
    expect(taken).toEqual(['wal', 2, 0, 2, -4_096, 0]);
    const reader = openDriver(file, { readonly: true });
    setUpReader(reader, { kibibytes: 1_024 });
    expect(() => reader.exec('CREATE TABLE t (a)')).toThrow(/readonly/);
    reader.close();
    writer.close();
  });

  test('a setting that does not take is a fault', () => {
    const memory = openDriver(':memory:', { readonly: false });
    expect(() => setUpWriter(memory, { kibibytes: 4_096, walPages: 2_000 })).toThrow(
      /did not take journal_mode/,
    );
    memory.close();
  });
});

describe('a damaged file is named and left as it is', () => {
  const damage = async (mustExist = true): Promise<void> => {
    const before = statSync(file, { throwIfNoEntry: false }) && readFileSync(file);
    const error = await openSqlite({ file, tables: toyTables, mustExist }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(DamagedFile);
    expect(error).toMatchObject({ file, message: expect.stringContaining(file) });
    expect(statSync(file, { throwIfNoEntry: false }) && readFileSync(file)).toEqual(before);
  };
  const overwrite = (from: number, bytes: number): void => {
    const content = readFileSync(file);
    content.fill(0xa5, from, from + bytes);
    writeFileSync(file, content);
  };

  test('when it is something else', async () => {
    writeFileSync(file, '<html><body>Sign in to the network</body></html>'.repeat(100));
    await damage(false);
  });

  test('when it is missing or empty where it must exist', async () => {
    await damage();
    writeFileSync(file, '');
    await damage();
  });

  test('when its header is gone', async () => {
    await fill(10);
    overwrite(0, 100);
    await damage(false);
  });

  test('when a page within is gone', async () => {
    await fill(2_000);
    overwrite(4096 * 60, 4096);
    await damage();
  });

  test('when it is cut short', async () => {
    await fill(2_000);
    truncateSync(file, Math.floor(statSync(file).size / 2));
    await damage();
  });
});

describe('the schema', () => {
  const [first = { name: '', key: [], columns: [], unique: [], indexes: [] }, ...others] =
    toyTables;

  test('of another version is refused with a sentence, and nothing is changed', async () => {
    await fill(5);
    const before = readFileSync(file);
    const wider = {
      ...first,
      columns: [...first.columns, { name: 'more', kind: 'text' as const, required: false }],
    };
    const opening = openSqlite({ file, tables: [wider, ...others] });
    await expect(opening).rejects.toBeInstanceOf(UnknownSchema);
    await expect(opening).rejects.toMatchObject({
      refusal: { code: 'database.unknown-schema', details: { file } },
    });
    expect(readFileSync(file)).toEqual(before);
    const database = await openSqlite({ file, tables: toyTables });
    expect(await database.read((view) => view.count({ table: 'thing' }))).toBe(5);
    await database.close();
  });

  test('goes forward step by step, and back never', async () => {
    const one = {
      name: 'one',
      statements: ['CREATE TABLE "extra" ("id" TEXT NOT NULL PRIMARY KEY) STRICT'],
    };
    const two = {
      name: 'two',
      statements: [
        'ALTER TABLE "extra" ADD COLUMN "label" TEXT',
        `INSERT INTO "extra" VALUES ('a', 'made by two')`,
      ],
    };
    const extra = (columns: readonly string[]) => [
      {
        name: 'extra',
        key: ['id'],
        columns: columns.map((name) => ({ name, kind: 'text' as const, required: name === 'id' })),
        unique: [],
        indexes: [],
      },
    ];
    await (await openSqlite({ file, tables: extra(['id']), migrations: [one] })).close();
    const broken = { name: 'two', statements: [...two.statements, 'CREATE NONSENSE'] };
    await expect(
      openSqlite({ file, tables: extra(['id', 'label']), migrations: [one, broken] }),
    ).rejects.toThrow(/syntax error/);
    const database = await openSqlite({
      file,
      tables: extra(['id', 'label']),
      migrations: [one, two],
    });
    expect(await database.read((view) => view.select({ table: 'extra' }))).toEqual([
      { id: 'a', label: 'made by two' },
    ]);
    await database.close();
    await expect(
      openSqlite({ file, tables: extra(['id']), migrations: [one] }),
    ).rejects.toBeInstanceOf(UnknownSchema);
  });
});
