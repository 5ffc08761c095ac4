import { decimalOfMillionths, millionthsOf } from '#database/stored';
import type { ColumnKind, Value } from '#dictionary';
import type { Dialect } from './dialect.ts';

/** SQLite: booleans are 0 and 1, decimals whole millionths, json text; a list travels as one json text. */
export const sqliteDialect: Dialect = {
  columnType: (kind) => (isWhole(kind) ? 'INTEGER' : 'TEXT'),
  // Keys of one text column stay beside the rows: secondary indexes then hold short row numbers, which
  // measured up to twice as fast. Keys of two columns are read in runs, so there the rows lie in their order.
  tableOptions: (key) => (key.length > 1 ? ' STRICT, WITHOUT ROWID' : ' STRICT'),
  indexedColumn: (column) => column,
  parameter: () => '?',
  isAmong: (expression, parameter) =>
    `${expression} IN (SELECT value FROM json_each(${parameter}))`,
  // Measured: IN gathers the list in a table of its own first; going along the list takes half as long.
  fromKeys: (table, key, parameter) =>
    `FROM (SELECT value AS "a given key" FROM json_each(${parameter})) CROSS JOIN ${table} ON ${key} = "a given key"`,
  encodeList: (values) => JSON.stringify(values),
  ascending: 'ASC',
  descending: 'DESC',
  encode,
  decoder,
};

function isWhole(kind: ColumnKind): boolean {
  return kind === 'decimal' || kind === 'integer' || kind === 'boolean';
}

function encode(kind: ColumnKind, value: Value): unknown {
  if (value === null) return null;
  if (kind === 'decimal') return millionthsOf(String(value));
  if (kind === 'boolean') return value === true ? 1 : 0;
  return kind === 'json' ? JSON.stringify(value) : value;
}

function decoder(kind: ColumnKind): ((encoded: unknown) => Value) | undefined {
  switch (kind) {
    case 'decimal':
      return (encoded) => (encoded === null ? null : decimalOfMillionths(Number(encoded)));
    case 'boolean':
      return (encoded) => (encoded === null ? null : encoded === 1);
    case 'json':
      return (encoded) => (encoded === null ? null : JSON.parse(String(encoded)));
    case 'id':
    case 'ref':
    case 'text':
    case 'choice':
    case 'day':
    case 'moment':
    case 'integer':
      return undefined;
  }
}
