import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import type { SqliteDriver } from '#database/sqlite';

/** Opens a file with the SQLite that comes inside its npm package, for every platform, without a compiler. */
export function openDriver(file: string, options: { readonly readonly: boolean }): SqliteDriver {
  const database = new BetterSqlite(file, {
    readonly: options.readonly,
    fileMustExist: options.readonly,
  });
  return {
    prepare: (text) => {
      const statement = database.prepare<unknown[], Record<string, unknown>>(text);
      return {
        run: (values) => statement.run(values).changes,
        all: (values) => statement.all(values),
      };
    },
    exec: (text) => {
      database.exec(text);
    },
    inTransaction: () => database.inTransaction,
    close: () => {
      database.close();
    },
    codeOf: (error) => (error instanceof BetterSqlite.SqliteError ? error.code : undefined),
  };
}
