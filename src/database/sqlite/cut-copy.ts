// The first download as SQLite's own pages: central copies the rows of one site into a new file, whole rows at
// a time inside SQLite, and the site makes its database of that file. Rows never pass through JavaScript.
import { must } from '#base';
import {
  quoted,
  quotedList,
  sqliteDialect,
  tableDefinitions,
  tableStatements,
} from '#database/sql';
import { knownTable, knownTables } from '#database/stored';
import type { Row } from '#dictionary';
import type { Condition, Select, StoredTable } from '#engine/ports';
import { connection, sqliteTables } from './connection.ts';
import type { SqliteDriver } from './driver.ts';
import { pragma } from './set-up.ts';

/** Which rows go into the copy: those that the rows of another table name (the log of changes, say). */
export interface NamedBy {
  readonly table: string;
  /** The columns that name the table and the key of a row. */
  readonly tableColumn: string;
  readonly keyColumn: string;
  readonly where: readonly Condition[];
}

/** Bytes of the target that are written, and as they will stay in what is being made (a cut, or its indexes). */
export interface FinalBytes {
  readonly from: number;
  readonly to: number;
}

export interface CutPlan {
  readonly source: string;
  /** All tables of the source. */
  readonly tables: readonly StoredTable[];
  /** The tables to be copied; each has a key of one column. */
  readonly copied: readonly string[];
  readonly namedBy: NamedBy;
  /** Asked of the state in which the rows were chosen: how far the log reached, for one. */
  readonly read: readonly Select[];
}

export interface Cut {
  readonly bytes: number;
  readonly rows: Readonly<Record<string, number>>;
  /** The answers to `read`, in its order. */
  readonly read: readonly (readonly Row[])[];
}

/**
 * A file that is thrown away when anything goes wrong needs no journal; big sorts go to disk, not to memory.
 * Each setting is `main`'s alone: taking the source for itself would stop central.
 */
export const SCRATCH: readonly string[] = [
  'main.journal_mode = OFF',
  'main.synchronous = OFF',
  'main.locking_mode = EXCLUSIVE',
  'temp_store = FILE',
];
/** Of a connection that copies or sorts a million rows. At a site memory is scarcer than at central. */
export const SITE_CACHE = 'cache_size = -16384';
export const CENTRAL_CACHE = 'cache_size = -65536';

/**
 * Fills the new file behind `driver`. The rows are chosen in one state; each is copied as it stands when its
 * table's turn comes, so whoever takes the copy must still read the log from that state on. Tables come largest
 * first, and what of the file is final is told at once: the beginning of the file last.
 */
export function cutCopy(
  driver: SqliteDriver,
  plan: CutPlan,
  final: (bytes: FinalBytes) => void,
): Cut {
  const known = knownTables(plan.tables);
  const definitions = new Map(
    tableDefinitions(sqliteDialect, plan.tables).map((each) => [each.table, each.create]),
  );
  for (const setting of [...SCRATCH, CENTRAL_CACHE]) driver.exec(`PRAGMA ${setting}`);
  driver.prepare('ATTACH ? AS source').run([plan.source]);
  const source = connection({ driver, file: plan.source, tables: sqliteTables(known) });

  driver.exec('BEGIN');
  // As long as the target has no tables of its own, a table's name alone means the source's.
  const read = plan.read.map(source.select);
  for (const table of plan.copied) driver.exec(must(definitions.get(table), `${table} is a table`));
  const counts = choose(driver, plan.namedBy, knownTable(known, plan.namedBy.table));
  driver.exec('COMMIT');

  const head = size(driver);
  let end = head;
  const rows: Record<string, number> = {};
  const byCount = plan.copied.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  for (const table of byCount) {
    rows[table] = counts.has(table) ? copyTable(driver, knownTable(known, table)) : 0;
    const to = size(driver);
    if (to > end) final({ from: end, to });
    end = to;
  }
  driver.exec('DETACH source');
  final({ from: 0, to: head });
  return { bytes: end, rows, read };
}

/** Sorted by table and key: rows are then found side by side, and a row that is named twice is copied once. */
function choose(
  driver: SqliteDriver,
  by: NamedBy,
  table: StoredTable,
): ReadonlyMap<string, number> {
  driver.exec(
    'CREATE TEMP TABLE chosen (of TEXT NOT NULL, key NOT NULL, PRIMARY KEY (of, key)) WITHOUT ROWID',
  );
  const known = knownTable(knownTables([table]), table.name);
  const { text, values } = tableStatements(sqliteDialect, known).where(by.where);
  const named = quotedList([by.tableColumn, by.keyColumn]);
  driver
    .prepare(
      `INSERT OR IGNORE INTO temp.chosen SELECT ${named} FROM source.${quoted(by.table)}${text} ORDER BY ${named}`,
    )
    .run(values);
  const counts = driver
    .prepare('SELECT of, count(*) AS "count" FROM temp.chosen GROUP BY of')
    .all([]);
  return new Map(counts.map((row) => [String(row.of), Number(row.count)]));
}

function copyTable(driver: SqliteDriver, table: StoredTable): number {
  const key = must(
    table.key.length === 1 ? table.key[0] : undefined,
    `${table.name} has a key of one column`,
  );
  const columns = table.columns
    .map(({ name, secret }) => (secret === true ? 'NULL' : `r.${quoted(name)}`))
    .join(', ');
  driver.exec('BEGIN');
  driver
    .prepare(
      `INSERT INTO main.${quoted(table.name)} SELECT ${columns} FROM temp.chosen AS c ` +
        `CROSS JOIN source.${quoted(table.name)} AS r ON r.${quoted(key)} = c.key WHERE c.of = ?`,
    )
    .run([table.name]);
  const [copied] = driver
    .prepare(`SELECT count(*) AS "count" FROM main.${quoted(table.name)}`)
    .all([]);
  driver.exec('COMMIT');
  return Number(copied?.count);
}

export function size(driver: SqliteDriver): number {
  return Number(pragma(driver, 'main.page_count')) * Number(pragma(driver, 'main.page_size'));
}
