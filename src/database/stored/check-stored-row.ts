import type { Row } from '#dictionary';
import { isStorable } from './storable.ts';
import type { KnownTable } from './stored-columns.ts';

/**
 * Faults for a row that some database could not give back exactly as it was given: a column missing or
 * unknown, a value of another kind, text that is no Unicode. What people may enter is checked long before.
 * Tells whether the columns stand in the order of the table.
 */
export function checkStoredRow(table: KnownTable, row: Row): { readonly inOrder: boolean } {
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
  let inOrder = true;
  for (const name in row) {
    if (table.columns[given]?.name !== name) inOrder = false;
    if (!inOrder && !table.kinds.has(name))
      throw new Error(`There is no column ${table.name}.${name}.`);
    given += 1;
  }
  if (given !== table.columns.length)
    throw new Error(`There are other columns than those of ${table.name} in a row.`);
  return { inOrder };
}
