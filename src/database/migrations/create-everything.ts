import { type Dialect, tableDefinitions } from '#database/sql';
import type { StoredTable } from '#engine/ports';
import type { Migration } from './migrate.ts';

/** The first migration: every table with its indexes, in an empty database. */
export function createEverything(dialect: Dialect, tables: readonly StoredTable[]): Migration {
  const definitions = tableDefinitions(dialect, tables);
  const statements = definitions.flatMap(({ create, indexes }) => [
    create,
    ...indexes.map((index) => index.create),
  ]);
  return { name: 'create-everything', statements };
}
