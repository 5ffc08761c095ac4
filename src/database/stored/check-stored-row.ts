import type { Row } from '#dictionary';
import { isStorable } from './storable.ts';
import type { KnownTable } from './stored-columns.ts';

/**
 * Faults for a row that some database could not give back exactly as it was given: a column missing or
 * unknown, a value of another kind, text that is no Unicode. What people may enter is checked long before.
 */
export function checkStoredRow(table: KnownTable, row: Row): void {
  for (const { name, kind, required } of table.columns) {
    const value = row[name];
    if (value === undefined) throw new Error(`${table.name}.${name} is missing from a row.`);
    if (value === null) {
      if (required) throw new Error(`${table.name}.${name} must have a value.`);
    } else if (!isStorable(kind, value)) {
      throw new Error(`${table.name}.${name} cannot hold ${JSON.stringify(value)}.`);
    }
  }
  let given = 0;
  for (const name in row) {
    given += 1;
    if (!table.kinds.has(name)) throw new Error(`There is no column ${table.name}.${name}.`);
  }
  if (given !== table.columns.length)
    throw new Error(`A row of ${table.name} inherits some of its columns.`);
}
