// Rows by what they say, whatever their ids, dates and versions: two runs that differ only in what must not matter
// (order of syncs, sizes of pages, clocks) end with the same.
import { createHash } from 'node:crypto';
import { isRowId } from '#base';
import type { Row, Value } from '#dictionary';
import { isDate } from '../checks/same.ts';
import type { Device } from '../device/device.ts';
import { staysLocal } from '../law/data-types.ts';
import type { World } from '../world/world.ts';

/** How far references are followed. */
const DEPTH = 2;
const LEFT_OUT = new Set(['id', 'row_version', 'created_date']);

/** Says what a row of this device's database means. */
export type Meaning = (table: string, row: Row) => string;

export function meaningOf(world: World, device: Device): Meaning {
  const places = new Map<Value, { readonly table: string; readonly row: Row }>();
  for (const { name } of world.dictionary.tables) {
    for (const row of device.mirror().rows(name))
      places.set(row['id'] ?? null, { table: name, row });
  }
  const known = Array.from({ length: DEPTH + 1 }, () => new Map<Row, string>());
  const meaning = (table: string, row: Row, depth: number): string => {
    const found = known[depth]?.get(row);
    if (found !== undefined) return found;
    const columns = Object.entries(row).map(([column, value]) => {
      if (LEFT_OUT.has(column) || isDate(column) || dependsOnOrder(table, row, column)) return '';
      if (value === null && column === 'deleted_at') return '';
      const place = typeof value === 'string' ? places.get(value) : undefined;
      // NOTE what a row of another store points to may not be here; which id it has says nothing.
      if (place === undefined && isRowId(value)) return `${column}>elsewhere`;
      if (place === undefined)
        return `${column}=${column === 'deleted_at' ? 'yes' : JSON.stringify(value)}`;
      return `${column}>${depth === 0 ? place.table : meaning(place.table, place.row, depth - 1)}`;
    });
    const made = short(`${table} ${columns.filter((each) => each !== '').join(' ')}`);
    known[depth]?.set(row, made);
    return made;
  };
  return (table, row) => meaning(table, row, DEPTH);
}

/** Which number a received document gets depends on what arrives first; that is declared, and all else is not (B3). */
function dependsOnOrder(table: string, row: Row, column: string): boolean {
  if (table === 'transfer_log') return column === 'message';
  return (
    table === 'invoice' &&
    column === 'serial' &&
    row['type'] === 'supplier_invoice' &&
    row['linked_invoice_id'] !== null
  );
}

/** Everything a device holds that others may know, each row by its meaning, in order. */
export function summaryOf(world: World, device: Device): readonly string[] {
  const meaning = meaningOf(world, device);
  const lines: string[] = [];
  for (const { name } of world.dictionary.tables) {
    if (staysLocal(name)) continue;
    for (const row of device.mirror().rows(name)) {
      if (row['deleted_at'] === null && !staysLocal(name, row))
        lines.push(`${name} ${meaning(name, row)}`);
    }
  }
  return lines.sort();
}

function short(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}
