import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { thing, toyTables } from '#database/contract';
import { openSqlite } from './open-sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'atoll-scrub-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CANARY = 'canary that nobody may find';
const onDisk = () =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(CANARY));

test('[E5] what was taken out of the database is on no page of the disk once it was scrubbed', async () => {
  const database = await openSqlite({ file: join(folder, 'site.db'), tables: toyTables });
  const rows = Array.from({ length: 300 }, (_, i) =>
    thing(`t${i}`, { code: `c${i}`, label: `${CANARY} ${i}` }),
  );
  await database.write((unit) => unit.put('thing', rows));
  expect(await database.scrub()).toBe(true);
  expect(onDisk()).toEqual(['site.db']);
  // While somebody reads the older state, it has to stay.
  await database.read(async (view) => {
    await view.count({ table: 'thing' });
    await database.write((unit) => unit.remove('thing', []));
    expect(await database.scrub()).toBe(false);
  });
  expect(await database.scrub()).toBe(true);
  expect(onDisk()).toEqual([]);
  await database.close();
}, 30_000);
