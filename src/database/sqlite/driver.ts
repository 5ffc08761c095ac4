/** The little that is asked of a SQLite library: the common part of better-sqlite3, node:sqlite and the browser's. */
export interface SqliteDriver {
  readonly prepare: (text: string) => SqliteStatement;
  /** Runs statements that take no parameters and answer nothing. */
  readonly exec: (text: string) => void;
  readonly inTransaction: () => boolean;
  readonly close: () => void;
  /** SQLite's name for what went wrong, like `SQLITE_FULL`; `undefined` for errors that are not SQLite's. */
  readonly codeOf: (error: unknown) => string | undefined;
}

export interface SqliteStatement {
  /** Answers how many rows it wrote. */
  readonly run: (values: readonly unknown[]) => number;
  /** Rows as new objects with the columns in their order; whole numbers up to 2^53 - 1 exact. */
  readonly all: (values: readonly unknown[]) => Record<string, unknown>[];
}
