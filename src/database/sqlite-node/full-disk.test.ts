import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { thing, toyTables } from '#database/contract';
import { createEverything } from '#database/migrations';
import { sqliteDialect } from '#database/sql';
import { type SqliteDriver, setUpReader, setUpWriter, sqliteDatabase } from '#database/sqlite';
import { type Database, NoSpace } from '#engine/ports';
import { openDriver } from './driver.ts';

let folder = '';
let opened: Database | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atoll-full-'));
});
afterEach(async () => {
  await opened?.close();
  rmSync(folder, { recursive: true });
});

/** A database whose writing connection is `over` the true one; no page is kept longer than needed. */
function open(over: (driver: SqliteDriver) => SqliteDriver = (driver) => driver): {
  readonly database: Database;
  readonly writer: SqliteDriver;
} {
  const file = join(folder, 'site.db');
  const cache = { kibibytes: 64 };
  const writer = over(openDriver(file, { readonly: false }));
  setUpWriter(writer, { ...cache, walPages: 2_000 });
  for (const statement of createEverything(sqliteDialect, toyTables).statements)
    writer.exec(statement);
  const database = sqliteDatabase({
    writer,
    connectReader: () => {
      const reader = openDriver(file, { readonly: true });
      setUpReader(reader, cache);
      return reader;
    },
    file,
    tables: toyTables,
    clock: { now: Date.now, monotonic: () => performance.now() },
    giveWay: () => Promise.resolve(),
  });
  opened = database;
  return { database, writer };
}

const big = (id: string) => thing(id, { label: 'x'.repeat(50_000) });
const count = (database: Database) => database.read((view) => view.count({ table: 'thing' }));

test('[A5] on a full disk a unit is refused whole, reads go on, and saving goes on when there is room', async () => {
  const { database, writer } = open();
  await database.write((unit) => unit.put('thing', [thing('a')]));
  writer.exec('PRAGMA max_page_count = 60');
  const rows = Array.from({ length: 20 }, (_, i) => big(`b${i}`));
  const full = database.write(async (unit) => {
    for (const row of rows) await unit.put('thing', [row]);
  });
  await expect(full).rejects.toBeInstanceOf(NoSpace);
  const caught = database.write(async (unit) => {
    await unit.put('thing', [thing('c')]);
    await unit.attempt(() => unit.put('thing', rows)).catch(() => undefined);
  });
  await expect(caught).rejects.toBeInstanceOf(NoSpace);
  expect(await count(database)).toBe(1);
  await database.write((unit) => unit.put('thing', [thing('d')]));
  writer.exec('PRAGMA max_page_count = 100000');
  await database.write((unit) => unit.put('thing', rows));
  expect(await count(database)).toBe(22);
});

test('[A5] when the commit itself fails, every unit that shares it is refused, and the next goes on', async () => {
  let failing = true;
  const { database } = open((driver) => ({
    ...driver,
    exec: (text) => {
      if (text === 'COMMIT' && failing) {
        failing = false;
        throw new Error('the device is gone');
      }
      driver.exec(text);
    },
  }));
  const put = (id: string) => database.write((unit) => unit.put('thing', [thing(id)]));
  const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(put));
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await count(database)).toBe(0);
  await put('d');
  expect(await count(database)).toBe(1);
});

test('a transaction that cannot begin is told to the unit that asked, not tried for ever', async () => {
  let failing = true;
  const { database } = open((driver) => ({
    ...driver,
    exec: (text) => {
      if (text.startsWith('BEGIN') && failing) throw new Error('busy');
      driver.exec(text);
    },
  }));
  await expect(database.write((unit) => unit.put('thing', [thing('a')]))).rejects.toThrow('busy');
  failing = false;
  await database.write((unit) => unit.put('thing', [thing('b')]));
});

test('units asked for together share commits, never more than allowed in one', async () => {
  let commits = 0;
  const { database } = open((driver) => ({
    ...driver,
    exec: (text) => {
      if (text === 'COMMIT') commits += 1;
      driver.exec(text);
    },
  }));
  await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      database.write((unit) => unit.put('thing', [thing(`t${i}`)])),
    ),
  );
  expect(commits).toBeGreaterThanOrEqual(4);
  expect(commits).toBeLessThan(100);
  expect(await count(database)).toBe(200);
});
