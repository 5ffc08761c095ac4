import { sqliteDialect, tableDefinitions } from '#database/sql';
import type { StoredTable } from '#engine/ports';
import { DamagedFile } from './damaged-file.ts';
import type { SqliteDriver } from './driver.ts';

export interface FoundSchema {
  readonly tables: readonly string[];
  /** The statements that made what is there. */
  readonly statements: ReadonlySet<string>;
}

/**
 * A file that came from outside holds tables of ours word for word, indexes that they are to have, and nothing else
 * that SQLite would run; with `copied`, all of those tables. Else it is damaged.
 */
export function checkSchema(
  driver: SqliteDriver,
  file: string,
  tables: readonly StoredTable[],
  copied?: readonly string[],
): FoundSchema {
  const expected = tableDefinitions(sqliteDialect, tables).filter(
    ({ table }) => copied === undefined || copied.includes(table),
  );
  const made = new Set(expected.map(({ create }) => create));
  const indexes = new Set(expected.flatMap((each) => each.indexes.map(({ create }) => create)));
  const found = driver.prepare('SELECT type, name, sql FROM main.sqlite_schema').all([]);
  const strange = found.find(({ type, name, sql }) => {
    if (sql === null) return !(type === 'index' && String(name).startsWith('sqlite_autoindex_'));
    return !made.has(String(sql)) && !indexes.has(String(sql));
  });
  if (strange !== undefined)
    throw new DamagedFile(
      file,
      `it holds ${String(strange.type)} ${String(strange.name)}, which is not expected`,
    );
  const names = found.filter(({ type }) => type === 'table').map(({ name }) => String(name));
  const atLeast = copied === undefined ? 1 : expected.length;
  if (names.length < atLeast)
    throw new DamagedFile(file, `it holds ${names.length} of ${expected.length} tables`);
  return {
    tables: names,
    statements: new Set(found.filter(({ sql }) => sql !== null).map(({ sql }) => String(sql))),
  };
}
