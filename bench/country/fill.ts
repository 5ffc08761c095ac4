// Fills the database of a stopped site faster than a site ever could: the rows go in as they would lie there, the
// indexes are made at the end. What a figure measures is never done this way.
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { must } from '#base';
import { quotedList, sqliteDialect, tableDefinitions, tableStatements } from '#database/sql';
import { knownTable, knownTables } from '#database/stored';
import { atollDictionary, emptyRow, type Row, type Value } from '#dictionary';
import { storedTablesOf } from '#site';

export interface Fill {
  /** Inserts the row; what is not given is null, or the fallback of the column. */
  readonly put: (table: string, row: Row) => void;
  /** Files a change under a feed at the next position of the log. */
  readonly log: (
    feed: string,
    change: { readonly table: string; readonly id: string; readonly origin: number },
  ) => void;
  readonly feed: (name: string) => number;
  readonly fact: (key: string) => Value;
  readonly setFact: (key: string, value: Value) => void;
  readonly run: (sql: string, ...values: readonly unknown[]) => void;
}

const tables = storedTablesOf(atollDictionary);
const known = knownTables(tables);

/** `into`: the tables that get many rows. */
export function fill(file: string, into: readonly string[], work: (fill: Fill) => void): void {
  const database = new BetterSqlite(file);
  for (const setting of ['synchronous = OFF', 'cache_size = -262144', 'temp_store = MEMORY'])
    database.pragma(setting);
  const indexes = tableDefinitions(sqliteDialect, tables)
    .filter(({ table }) => into.includes(table))
    .flatMap((each) => each.indexes);
  database.exec('BEGIN');
  for (const { name } of indexes) database.exec(`DROP INDEX ${quotedList([name])}`);

  const inserts = new Map<string, { readonly run: (row: Row) => void }>();
  const insertOf = (name: string) => {
    const made = inserts.get(name);
    if (made !== undefined) return made;
    const { write, valuesOf } = tableStatements(sqliteDialect, knownTable(known, name));
    const statement = database.prepare(write.insert);
    const table = atollDictionary.table(name);
    const blank = table === undefined ? {} : emptyRow(table);
    const insert = { run: (row: Row) => void statement.run(valuesOf({ ...blank, ...row })) };
    inserts.set(name, insert);
    return insert;
  };
  const factOf = database.prepare<[string], { value: string }>(
    'SELECT value FROM this_site WHERE key = ?',
  );
  const fact = (key: string): Value => {
    const row = factOf.get(key);
    return row === undefined ? null : JSON.parse(row.value);
  };
  const setFact = (key: string, value: Value) => {
    database
      .prepare(
        'INSERT INTO this_site (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, JSON.stringify(value));
  };
  const feeds = new Map(
    database
      .prepare<[], { name: string; number: number }>('SELECT name, number FROM feed')
      .all()
      .map(({ name, number }) => [name, number]),
  );
  let nextFeed = Number(fact('next_feed') ?? 1);
  let head = Number(fact('head') ?? 0);
  const feed = (name: string): number => {
    const number = feeds.get(name) ?? nextFeed;
    if (number === nextFeed) {
      nextFeed += 1;
      feeds.set(name, number);
      insertOf('feed').run({ name, number });
    }
    return number;
  };
  const entry = database.prepare(
    'INSERT INTO log_entry (feed, position, table_name, row_id, origin_site_id, purge) VALUES (?, ?, ?, ?, ?, 0)',
  );
  work({
    put: (table, row) => insertOf(table).run(row),
    log(name, { table, id, origin }) {
      head += 1;
      entry.run(feed(name), head, table, id, origin);
    },
    feed,
    fact,
    setFact(key, value) {
      if (key === 'head') head = Number(value);
      else setFact(key, value);
    },
    run: (sql, ...values) => void database.prepare(sql).run(...values),
  });
  setFact('head', head);
  setFact('next_feed', nextFeed);
  for (const { create } of indexes) database.exec(create);
  database.exec('COMMIT');
  database.close();
}

/** What every row has beside its own columns. */
export function kept(origin: number, at = '2026-06-01T08:00:00.000Z'): Row {
  return {
    created_at: at,
    updated_at: at,
    deleted_at: null,
    row_version: 1,
    origin_site_id: origin,
  };
}

/** The row of a table, whole and in the order in which it is stored, as a site would push it. */
export function wholeRow(table: string, row: Row): Row {
  return {
    ...emptyRow(must(atollDictionary.table(table), `${table} is a table`)),
    ...row,
  };
}
