import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { databaseContract, toyTables } from '#database/contract';
import { openSqlite } from './open-sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'atoll-sqlite-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true }));

for (const groupCommit of [
  { units: 64, milliseconds: 20 },
  { units: 1, milliseconds: 0 },
]) {
  databaseContract(`sqlite in Node, up to ${groupCommit.units} units a commit`, async () => {
    files += 1;
    const options = { file: join(folder, `${files}.db`), tables: toyTables, groupCommit };
    const database = await openSqlite(options);
    return {
      database,
      reopen: async () => {
        await database.close();
        return openSqlite({ ...options, mustExist: true });
      },
    };
  });
}
