import { afterEach, beforeEach } from 'vitest';
import { must } from '#base';
import type { Row } from '#dictionary';
import type { Database, Select } from '#engine/ports';

/** `reopen` closes the database and opens it again as after a restart of the process. */
export type OpenDatabase = () => Promise<{
  readonly database: Database;
  readonly reopen?: () => Promise<Database>;
}>;

/** The database of the running test, with the usual requests said shortly. */
export interface World {
  readonly database: () => Database;
  readonly reopen: () => Promise<Database> | undefined;
  readonly put: (table: string, ...rows: readonly Row[]) => Promise<void>;
  readonly select: (query: Select) => Promise<readonly Row[]>;
  /** The values of one column, in the order of the rows. */
  readonly pick: (column: string, query: Select) => Promise<readonly unknown[]>;
}

export function openWorld(open: OpenDatabase): World {
  let opened: Awaited<ReturnType<OpenDatabase>> | undefined;
  let current: Database | undefined;
  const database = (): Database => must(current, 'a test is running');
  const select = (query: Select): Promise<readonly Row[]> =>
    database().read((view) => view.select(query));
  beforeEach(async () => {
    opened = await open();
    current = opened.database;
  });
  afterEach(async () => {
    await current?.close();
  });
  return {
    database,
    reopen: () =>
      opened?.reopen?.().then((again) => {
        current = again;
        return again;
      }),
    put: (table, ...rows) => database().write((unit) => unit.put(table, rows)),
    select,
    pick: async (column, query) => (await select(query)).map((row) => row[column]),
  };
}
