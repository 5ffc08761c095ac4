// Asked of every row that is saved here or received from another site, so all that can be known from the
// table alone is worked out once for each table and kept.
import type { Column } from '../model/column.ts';
import { allColumns, type Row, type Table } from '../model/table.ts';
import { columnCheck, JSON_MAX_BYTES } from './column-check.ts';
import { jsonSize } from './json-size.ts';

/** What is wrong with one column of a row: `reason` continues the sentence that begins with the column's title. */
export interface RowFault {
  readonly column: string;
  readonly reason: string;
}

export interface RowCheckOptions {
  /**
   * `stored` (the normal case): every column of the table. `sent`: as it travels between sites, without the
   * columns that are kept secret; one of those in it is a fault.
   */
  readonly as?: 'stored' | 'sent';
}

/** The largest row, in bytes of its JSON text (J4). */
export const ROW_MAX_BYTES = 256 * 1024;

/** Faults of a whole row; none: it may be stored, sent and shown. An unknown column is a fault, never dropped. */
export function checkRow(
  table: Table,
  row: Row,
  options: RowCheckOptions = {},
): readonly RowFault[] {
  const checker = checkerOf(table);
  return options.as === 'sent' ? checker.sent(row) : checker.stored(row);
}

type NamedColumn = readonly [string, Column];
type RowCheck = (row: Row) => readonly RowFault[];
const checkers = new WeakMap<Table, { readonly stored: RowCheck; readonly sent: RowCheck }>();

function checkerOf(table: Table): { readonly stored: RowCheck; readonly sent: RowCheck } {
  const known = checkers.get(table);
  if (known !== undefined) return known;
  const columns = Object.entries(allColumns(table));
  const open = columns.filter(([, column]) => column.secret !== true);
  const made = { stored: rowCheck(columns, []), sent: rowCheck(open, secretNames(columns)) };
  checkers.set(table, made);
  return made;
}

function rowCheck(columns: readonly NamedColumn[], secrets: readonly string[]): RowCheck {
  const checks = columns.map(([column, declared]) => ({ column, check: columnCheck(declared) }));
  const known = new Set(columns.map(([column]) => column));
  const mayBeTooLarge = largest(columns) > ROW_MAX_BYTES;
  return (row) => {
    const faults: RowFault[] = [];
    let present = 0;
    for (const { column, check } of checks) {
      const value = row[column];
      if (value !== undefined) present += 1;
      const reason = value === undefined ? 'is missing' : check(value);
      if (reason !== undefined) faults.push({ column, reason });
    }
    if (Object.keys(row).length !== present) faults.push(...unknownColumns(row, known, secrets));
    if (mayBeTooLarge && faults.length === 0 && jsonSize(row) > ROW_MAX_BYTES) {
      faults.push({
        column: 'id',
        reason: `belongs to a row of more than ${ROW_MAX_BYTES / 1024} kB`,
      });
    }
    return faults;
  };
}

function unknownColumns(
  row: Row,
  known: ReadonlySet<string>,
  secrets: readonly string[],
): readonly RowFault[] {
  return Object.keys(row)
    .filter((column) => !known.has(column))
    .map((column) => ({
      column,
      reason: secrets.includes(column) ? 'is kept secret and does not travel' : 'is not known here',
    }));
}

function secretNames(columns: readonly NamedColumn[]): readonly string[] {
  return columns.filter(([, column]) => column.secret === true).map(([name]) => name);
}

/** The most bytes that a sound row of these columns can have; tables that cannot reach the limit are not measured. */
function largest(columns: readonly NamedColumn[]): number {
  let bytes = 2;
  for (const [name, column] of columns) {
    bytes += name.length + 4;
    if (column.kind === 'text') bytes += 2 + 6 * (column.max ?? ROW_MAX_BYTES);
    else if (column.kind === 'json') bytes += JSON_MAX_BYTES;
    else if (column.kind === 'choice')
      bytes += 2 + Math.max(0, ...(column.values ?? []).map((value) => 6 * value.length));
    else bytes += 40;
  }
  return bytes;
}
