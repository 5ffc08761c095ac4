import type { Row } from '#dictionary';
import type { FindRows } from './find-rows.ts';

/** Finds among the rows given, as a site would. */
export function findInRows(tables: Readonly<Record<string, readonly Row[]>>): FindRows {
  return async ({ table, column, values }) => {
    const found = new Map<string, string[]>();
    for (const row of tables[table] ?? []) {
      const value = String(row[column]);
      if (values.includes(value))
        found.set(value, [...(found.get(value) ?? []), String(row['id'])]);
    }
    return found;
  };
}
