// A copy that was cut has no indexes yet: rows are there sooner without, and on a slow line a site makes them sooner
// than they come. Where the line is fast they travel too.
import { sqliteDialect, tableDefinitions } from '#database/sql';
import type { StoredTable } from '#engine/ports';
import { CENTRAL_CACHE, type FinalBytes, SCRATCH, size } from './cut-copy.ts';
import type { SqliteDriver } from './driver.ts';

export interface IndexPlan {
  /** All tables of central. */
  readonly tables: readonly StoredTable[];
  /** Those that are in the copy. */
  readonly copied: readonly string[];
}

/**
 * Makes the indexes of the copied tables in a copy that was cut, behind its rows: of the bytes that were there only
 * the list of tables changes. Returns the size of the file. `final` may name bytes twice: the last time counts.
 */
export function indexCopy(
  driver: SqliteDriver,
  { tables, copied }: IndexPlan,
  final: (bytes: FinalBytes) => void,
): number {
  for (const setting of [...SCRATCH, CENTRAL_CACHE]) driver.exec(`PRAGMA ${setting}`);
  let end = size(driver);
  for (const { table, indexes } of tableDefinitions(sqliteDialect, tables)) {
    if (!copied.includes(table)) continue;
    for (const { create } of indexes) driver.exec(create);
    const to = size(driver);
    if (to > end) final({ from: end, to });
    end = to;
  }
  for (const page of schemaPages(driver)) final(page);
  return end;
}

/** Where SQLite keeps the list of tables and indexes. It grows with every index, and its beginning is the file's. */
function schemaPages(driver: SqliteDriver): readonly FinalBytes[] {
  return driver
    .prepare(
      "SELECT pgoffset, pgsize FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno DESC",
    )
    .all([])
    .map(({ pgoffset, pgsize }) => ({
      from: Number(pgoffset),
      to: Number(pgoffset) + Number(pgsize),
    }));
}
