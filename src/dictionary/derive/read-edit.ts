import { isRowId, must, parseDecimal } from '#base';
import type { Column } from '../model/column.ts';
import { KEPT_COLUMNS, type Row, type Table, type Value } from '../model/table.ts';
import { readMoment } from './calendar.ts';
import type { RowFault } from './check-row.ts';
import { columnCheck } from './column-check.ts';

/** The columns of an edit in the spelling of rows, or all that is wrong with it. */
export type EditRead =
  | { readonly ok: true; readonly edit: Row }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

/**
 * Reads the columns that someone outside wants to set (HTTP, CSV, JSON): decimals as text or numbers, moments with
 * any offset, ids in any case. What the system sets itself, keeps secret or does not know is refused by name.
 * `id`: the row's id, when the caller knows it; the edit may then repeat it.
 */
export function readEdit(
  table: Table,
  columns: Readonly<Record<string, unknown>>,
  options: { readonly id?: string } = {},
): EditRead {
  const readers = readersOf(table);
  const faults: RowFault[] = [];
  const edit: [string, Value][] = [];
  for (const [column, given] of Object.entries(columns)) {
    if (column === 'id' && given === options.id) continue;
    const read = readers.get(column)?.(given) ?? {
      reason: must(closedReason(table, column), 'an open column has a reader'),
    };
    if (read.reason === undefined) edit.push([column, read.value]);
    else faults.push({ column, reason: read.reason });
  }
  return faults.length === 0 ? { ok: true, edit: Object.fromEntries(edit) } : { ok: false, faults };
}

/** Why nobody outside may set the column, as the rest of a sentence; nothing when it may be set. */
export function closedReason(table: Table, column: string): string | undefined {
  if (Object.hasOwn(KEPT_COLUMNS, column)) return 'is set by the system';
  const found = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;
  if (found === undefined) return 'is not known here';
  if (found.kind === 'id') return 'names the row and is not one of the columns to set';
  if (found.secret === true) return 'is kept secret and is set by an operation of its own';
  return found.assigned === true ? 'is set by the system' : undefined;
}

type Read<T> = { readonly reason?: undefined; readonly value: T } | { readonly reason: string };
type ValueReader = (given: unknown) => Read<Value>;
const readersByTable = new WeakMap<Table, ReadonlyMap<string, ValueReader>>();

function readersOf(table: Table): ReadonlyMap<string, ValueReader> {
  const known = readersByTable.get(table);
  if (known !== undefined) return known;
  const open = Object.entries(table.columns).filter(
    ([name]) => closedReason(table, name) === undefined,
  );
  const made = new Map(open.map(([name, column]) => [name, readerOf(column)]));
  readersByTable.set(table, made);
  return made;
}

function readerOf(column: Column): ValueReader {
  const check = columnCheck(column);
  return (given) => {
    const read = spelled(column, given);
    if (read.reason !== undefined) return read;
    const reason = check(read.value);
    return reason === undefined ? { value: read.value as Value } : { reason };
  };
}

/** The value in the spelling of rows, for the kinds that others spell in several ways. */
function spelled(column: Column, given: unknown): Read<unknown> {
  if (given === undefined) return { reason: 'is missing' };
  if (given === null) return { value: null };
  if (column.kind === 'decimal')
    return orReason(
      parseDecimal(given),
      'must be a number with at most 6 places, up to 9007199254.740991',
    );
  if (column.kind === 'integer') return { value: given === 0 ? 0 : given };
  if (column.kind === 'ref' && typeof given === 'string')
    return { value: isRowId(given.toLowerCase()) ? given.toLowerCase() : given };
  if (column.kind !== 'moment') return { value: given };
  const moment = typeof given === 'string' ? readMoment(given) : undefined;
  return orReason(moment, 'must be a moment that says its offset, such as 2026-11-22T08:00:00Z');
}

function orReason<T>(value: T | undefined, reason: string): Read<T> {
  return value === undefined ? { reason } : { value };
}
