import type { Row, Table, Value } from '../model/table.ts';

/** A new row before anything is known of it: each of the table's own columns with its fallback, or null. */
export function emptyRow(table: Table): Row {
  return Object.fromEntries(
    Object.entries(table.columns).map(([name, column]) => [
      name,
      (column.fallback ?? null) as Value,
    ]),
  );
}
