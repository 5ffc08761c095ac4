import type { Digest } from '#base';
import { createEverything, migrate } from '#database/migrations';
import { sqliteDialect, tableDefinitions } from '#database/sql';
import type { StoredTable } from '#engine/ports';
import { SCRATCH, SITE_CACHE } from './cut-copy.ts';
import { DamagedFile } from './damaged-file.ts';
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
  const expected = tableDefinitions(sqliteDialect, tables).filter((definition) =>
    copied.includes(definition.table),
  );
  const already = checkSchema(driver, file, {
    tables: new Set(expected.map(({ create }) => create)),
    indexes: new Set(expected.flatMap(({ indexes }) => indexes.map(({ create }) => create))),
  });
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

/** The copied tables word for word, indexes that they are to have, and nothing else. Returns what is there. */
function checkSchema(
  driver: SqliteDriver,
  file: string,
  expected: { readonly tables: ReadonlySet<string>; readonly indexes: ReadonlySet<string> },
): ReadonlySet<string> {
  const found = driver.prepare('SELECT type, name, sql FROM main.sqlite_schema').all([]);
  const strange = found.find(({ type, name, sql }) => {
    if (sql === null) return !(type === 'index' && String(name).startsWith('sqlite_autoindex_'));
    return !expected.tables.has(String(sql)) && !expected.indexes.has(String(sql));
  });
  if (strange !== undefined)
    throw new DamagedFile(
      file,
      `it holds ${String(strange.type)} ${String(strange.name)}, which is not expected`,
    );
  const tables = found.filter(({ type }) => type === 'table').length;
  if (tables !== expected.tables.size)
    throw new DamagedFile(file, `it holds ${tables} of ${expected.tables.size} tables`);
  return new Set(found.filter(({ sql }) => sql !== null).map(({ sql }) => String(sql)));
}
