import type { ColumnKind, Row, Value } from '#dictionary';

/** A table as a database sees it: derived from the dictionary, or one of the engine's own. */
export interface StoredTable {
  readonly name: string;
  /** The primary key: one or two columns. */
  readonly key: readonly string[];
  readonly columns: readonly {
    readonly name: string;
    readonly kind: ColumnKind;
    readonly required: boolean;
    /** Its values stay in this database: a copy of its rows is without them. */
    readonly secret?: true;
  }[];
  /** Unique among the rows whose `deleted_at` is null (or among all, where the table has no such column). */
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly (readonly string[])[];
}

export type Condition =
  | { readonly column: string; readonly is: Value }
  /** Rows with another value; rows without one do not match. */
  | { readonly column: string; readonly isNot: Value }
  | { readonly column: string; readonly in: readonly Value[] }
  | { readonly column: string; readonly above: Value }
  | { readonly column: string; readonly upTo: Value };

export interface Select {
  readonly table: string;
  /** All must hold. `is: null` finds rows without a value. */
  readonly where?: readonly Condition[];
  /** Nulls first; without an order the rows come in any. Text is compared by code point. */
  readonly order?: readonly { readonly column: string; readonly descending?: boolean }[];
  readonly limit?: number;
}

/** What can be read, all from one snapshot. Valid only inside the call that handed it out. */
export interface View {
  /** The rows with these keys, tombstones too; for tables with a one-column key. Missing ones are missing from the map. */
  readonly get: (
    table: string,
    keys: readonly (string | number)[],
  ) => Promise<ReadonlyMap<string | number, Row>>;
  readonly select: (query: Select) => Promise<readonly Row[]>;
  readonly count: (query: Omit<Select, 'order'>) => Promise<number>;
}

/** Rows that lie in a file of the database's own kind. */
export interface RowsBeside {
  /** The tables that have some. */
  readonly tables: readonly string[];
  readonly select: View['select'];
  readonly count: View['count'];
  /**
   * Takes in all rows of a table, in whole: they never pass through the program. Of a row that is here already the
   * higher `row_version` stays. Throws `NotUnique` as `put` does.
   */
  readonly take: (table: string) => Promise<void>;
}

/** One unit of work: it reads what it has written. */
export interface Unit extends View {
  /** Inserts, or replaces the row with the same key; every column of the table is given. */
  readonly put: (table: string, rows: readonly Row[]) => Promise<void>;
  /** Takes rows out physically (a deletion that others must hear of is a `put` with `deleted_at`). */
  readonly remove: (table: string, where: readonly Condition[]) => Promise<void>;
  /** Runs `work`; when it throws, what it wrote is undone and the error passed on, while the unit itself goes on. */
  readonly attempt: <T>(work: () => Promise<T>) => Promise<T>;
  /** Opens a file of rows for the rest of the unit; only where a database is a file. Throws when it is not whole. */
  readonly beside?: (file: string) => Promise<RowsBeside>;
}

/**
 * A site's database. Values go in and come out as they stand in rows: decimals as strings in their one
 * spelling, booleans as booleans, json as values.
 */
export interface Database {
  /** Runs `work` on one snapshot; never sees half a unit, never waits for one. */
  readonly read: <T>(work: (view: View) => Promise<T>) => Promise<T>;
  /**
   * Runs `work` as one unit, durable when the promise resolves and undone whole when `work` throws.
   * Units run one after another in the order in which they were asked for.
   */
  readonly write: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;
  /** Takes off the disk what was removed: false when somebody still reads an older state, to be tried again. */
  readonly scrub: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Thrown by `write` when the disk is full: nothing of the unit was saved. */
export class NoSpace extends Error {
  override readonly name = 'NoSpace';
}

/** Thrown by `put` when a unique group of columns would occur twice. */
export class NotUnique extends Error {
  override readonly name = 'NotUnique';
  readonly table: string;
  readonly columns: readonly string[];
  constructor(table: string, columns: readonly string[]) {
    super(`${table}: ${columns.join(', ')} must be unique`);
    this.table = table;
    this.columns = columns;
  }
}
