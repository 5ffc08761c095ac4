import { must } from '#base';
import {
  type Statement,
  sqliteDialect,
  type TableStatements,
  tableStatements,
} from '#database/sql';
import { checkStoredRow, type KnownTable, type Reads, type ReadsAndWrites } from '#database/stored';
import type { Row, Value } from '#dictionary';
import type { SqliteDriver, SqliteStatement } from './driver.ts';
import { notUnique, translated } from './errors.ts';

/** A table with its statements and what makes rows of what the driver answers. */
export interface SqliteTable extends KnownTable {
  readonly statements: TableStatements;
  readonly writer: RowWriter;
  readonly decoders: readonly {
    readonly column: string;
    readonly decode: (encoded: unknown) => Value;
  }[];
}

export type SqliteTables = ReadonlyMap<string, SqliteTable>;

export function sqliteTables(known: ReadonlyMap<string, KnownTable>): SqliteTables {
  return new Map([...known].map(([name, table]) => [name, sqliteTable(table)]));
}

/** Reading and writing over one connection, within whatever transaction is open on it. */
export function connection(options: {
  readonly driver: SqliteDriver;
  readonly file: string;
  readonly tables: SqliteTables;
}): ReadsAndWrites {
  const { driver, file, tables } = options;
  const prepared = new Map<string, SqliteStatement>();

  const statement = (text: string): SqliteStatement => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    if (prepared.size >= MOST_STATEMENTS) prepared.clear();
    const made = driver.prepare(text);
    prepared.set(text, made);
    return made;
  };
  const tableOf = (name: string): SqliteTable => tableNamed(tables, name);
  const running = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw translated(driver, file, error);
    }
  };
  /** Marks nest by their order, so that all can have one name and one statement. */
  const savepoint = (text: string): void => {
    running(() => statement(text).run([]));
  };
  const rows = (table: SqliteTable, { text, values }: Statement): readonly Row[] =>
    running(() => decoded(table, statement(text).all(values)));
  const reads: Reads = {
    get: (name, keys) => {
      const table = tableOf(name);
      const [key = ''] = table.key;
      const found = keys.length === 0 ? [] : rows(table, table.statements.get(keys));
      return new Map(found.map((row) => [keyValue(row[key]), row]));
    },
    select: (query) => {
      const table = tableOf(query.table);
      return rows(table, table.statements.select(query));
    },
    count: (query) => {
      const { statements } = tableOf(query.table);
      if ((query.limit ?? FEW + 1) <= FEW) {
        const { text, values } = statements.some(query);
        return running(() => statement(text).all(values).length);
      }
      const { text, values } = statements.count(query);
      return running(() => Number(statement(text).all(values)[0]?.count));
    },
  };
  const putRow = (table: SqliteTable, row: Row): void => {
    checkStoredRow(table, row);
    const { insert, replace, update, readIndexed } = table.statements.write;
    const { keyOf, updateOf, sameIndexed } = table.writer;
    const values = table.statements.valuesOf(row);
    if (update === undefined || readIndexed === undefined) {
      statement(replace).run(values);
      return;
    }
    if (statement(insert).run(values) > 0) return;
    const [before] = statement(readIndexed).all(keyOf(values));
    if (before !== undefined && sameIndexed(before, values))
      statement(update).run(updateOf(values));
    else statement(replace).run(values);
  };
  return {
    ...reads,
    put: (name, given) => {
      const table = tableOf(name);
      try {
        for (const row of given) putRow(table, row);
      } catch (error) {
        throw notUnique(driver, table, error) ?? translated(driver, file, error);
      }
    },
    remove: (name, where) => {
      const { text, values } = tableOf(name).statements.remove(where);
      running(() => statement(text).run(values));
    },
    mark: () => {
      savepoint('SAVEPOINT mark');
      return {
        keep: () => savepoint('RELEASE mark'),
        undo: () => {
          // After some failures SQLite has undone the whole transaction by itself: this then throws, and the unit ends.
          savepoint('ROLLBACK TO mark');
          savepoint('RELEASE mark');
        },
      };
    },
  };
}

const MOST_STATEMENTS = 500;
const FEW = 10;

/** Takes apart the values of a whole row, given in the order of the columns. */
interface RowWriter {
  readonly keyOf: (values: readonly unknown[]) => unknown[];
  readonly updateOf: (values: readonly unknown[]) => unknown[];
  readonly sameIndexed: (
    before: Readonly<Record<string, unknown>>,
    values: readonly unknown[],
  ) => boolean;
}

function sqliteTable(table: KnownTable): SqliteTable {
  const statements = tableStatements(sqliteDialect, table);
  const { indexed, updated } = statements.write;
  const places = new Map(table.columns.map((column, place) => [column.name, place]));
  const placesOf = (columns: readonly string[]): number[] =>
    columns.map((column) => must(places.get(column), `${column} is a column of ${table.name}`));
  const [keyPlaces, updatePlaces, indexedPlaces] = [
    table.key,
    [...updated, ...table.key],
    indexed,
  ].map(placesOf);
  const pick = (at: readonly number[] | undefined) => (values: readonly unknown[]) =>
    (at ?? []).map((place) => values[place]);
  const decoders = table.columns.flatMap(({ name, kind }) => {
    const decode = sqliteDialect.decoder(kind);
    return decode === undefined ? [] : [{ column: name, decode }];
  });
  const writer: RowWriter = {
    keyOf: pick(keyPlaces),
    updateOf: pick(updatePlaces),
    sameIndexed: (before, values) =>
      indexed.every((column, i) => before[column] === values[indexedPlaces?.[i] ?? -1]),
  };
  return { ...table, statements, writer, decoders };
}

/** The driver made these objects for us alone, so they become the rows themselves. */
function decoded(table: SqliteTable, rows: Record<string, unknown>[]): readonly Row[] {
  for (const { column, decode } of table.decoders) {
    for (const row of rows) row[column] = decode(row[column]);
  }
  return rows as Row[];
}

function keyValue(value: Value | undefined): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Error('A row without its key came out of the database.');
}

function tableNamed(tables: SqliteTables, name: string): SqliteTable {
  return must(tables.get(name), `${name} is a table of this database`);
}
