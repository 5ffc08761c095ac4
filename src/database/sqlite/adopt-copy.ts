import type { Digest } from '#base';
import { createEverything, migrate } from '#database/migrations';
import { sqliteDialect } from '#database/sql';
import type { StoredTable } from '#engine/ports';
import { checkSchema } from './check-schema.ts';
import { SCRATCH, SITE_CACHE } from './cut-copy.ts';
import type { SqliteDriver } from './driver.ts';
import { migrationDriver } from './migration-driver.ts';
import { pragma } from './set-up.ts';

/**
 * Makes a site's database of a copy that central cut: the missing tables, the missing indexes (all of them, when
 * only the rows came), the note of the schema. The copy must hold the expected tables, exactly, and nothing that
 * SQLite would run. Without a journal: when this is interrupted the file is of no use any more and the copy is
 * fetched again.
 */
export async function adoptCopy(options: {
  readonly driver: SqliteDriver;
  readonly file: string;
  readonly tables: readonly StoredTable[];
  readonly copied: readonly string[];
  readonly digest: Pick<Digest, 'sha256'>;
}): Promise<void> {
  const { driver, file, tables, copied, digest } = options;
  for (const setting of [...SCRATCH, SITE_CACHE, 'trusted_schema = OFF', 'threads = 2'])
    driver.exec(`PRAGMA ${setting}`);
  const already = checkSchema(driver, file, tables, copied).statements;
  const migrations = [createEverything(sqliteDialect, tables)];
  await migrate({
    driver: migrationDriver(driver),
    dialect: sqliteDialect,
    migrations,
    digest,
    already,
  });
  driver.exec('PRAGMA main.locking_mode = NORMAL');
  if (pragma(driver, 'journal_mode = WAL') !== 'wal')
    throw new Error(`${file} did not take a write-ahead log.`);
}
