import { allColumns, type Column, type Row, type Table, type Value } from '#dictionary';

export interface WriteTableOptions {
  readonly format: 'csv' | 'json';
  readonly table: Table;
  /** The columns wanted, in order; without them all of the table. Secret ones never come out. */
  readonly columns?: readonly string[];
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
}

/** How a number reads that its store has not yet given (F7: −1 is never shown, printed or exported). */
export const PENDING_NUMBER = 'pending number';

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * The rows as text, in pieces, one a row, so that a table of any size can be written. CSV is for people and their
 * spreadsheets: it opens as UTF-8, and no text of a row becomes a formula (an apostrophe stands in front). JSON is
 * one list.
 */
export async function* writeTable({
  format,
  table,
  columns,
  rows,
}: WriteTableOptions): AsyncGenerator<string> {
  const open = Object.entries(allColumns(table)).filter(([, column]) => column.secret !== true);
  const declared = new Map(open);
  const wanted = (columns ?? [...declared.keys()]).filter((column) => declared.has(column));
  const shown = wanted.map((name) => [name, declared.get(name) as Column] as const);
  if (format === 'csv') yield `${BYTE_ORDER_MARK}${wanted.join(',')}${LINE_END}`;
  let before = '[\n';
  for await (const row of rows) {
    if (format === 'csv')
      yield `${shown.map(([name, column]) => csvCell(column, row[name] ?? null)).join(',')}${LINE_END}`;
    else
      yield `${before}${JSON.stringify(Object.fromEntries(shown.map(([name, column]) => [name, jsonValue(column, row[name] ?? null)])))}`;
    before = ',\n';
  }
  if (format === 'json') yield before === '[\n' ? '[]\n' : '\n]\n';
}

function csvCell(column: Column, value: Value): string {
  if (value === null) return '';
  if (isPending(column, value)) return PENDING_NUMBER;
  switch (column.kind) {
    case 'decimal':
    case 'integer':
    case 'boolean':
      return String(value);
    case 'json':
      return quoted(JSON.stringify(value));
    case 'id':
    case 'ref':
    case 'text':
    case 'choice':
    case 'day':
    case 'moment':
      return quoted(FORMULA.test(String(value)) ? `'${value}` : String(value));
  }
}

function jsonValue(column: Column, value: Value): Value {
  return isPending(column, value) ? null : value;
}

/** −1 in a column whose rows begin with it stands for a number that is still to come. */
function isPending(column: Column, value: Value): boolean {
  return column.kind === 'integer' && column.fallback === -1 && value === -1;
}

/** In quotation marks where a reader, in whatever country, could otherwise take the text apart. */
function quoted(text: string): string {
  return /[",;\t\r\n|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
