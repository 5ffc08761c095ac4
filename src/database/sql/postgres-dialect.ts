import { decimalOfMillionths, millionthsOf } from '#database/stored';
import type { ColumnKind, Value } from '#dictionary';
import type { Dialect } from './dialect.ts';

/** PostgreSQL: text compares by code point under the collation "C"; json keeps its text, so the order of its keys. */
export const postgresDialect: Dialect = {
  columnType,
  tableOptions: () => '',
  indexedColumn: (column) => `${column} NULLS FIRST`,
  parameter: (at) => `$${at}`,
  isAmong,
  fromKeys: (table, key, parameter, kind) => `FROM ${table} WHERE ${isAmong(key, parameter, kind)}`,
  encodeList: (values) => values,
  ascending: 'ASC NULLS FIRST',
  descending: 'DESC NULLS LAST',
  encode: (kind, value) => (kind === 'json' && value !== null ? JSON.stringify(value) : value),
  decoder,
};

function isAmong(expression: string, parameter: string, kind: ColumnKind): string {
  return `${expression} = ANY(${parameter}::${listType(kind)}[])`;
}

function columnType(kind: ColumnKind): string {
  switch (kind) {
    case 'decimal':
      return 'numeric(16, 6)';
    case 'integer':
      return 'bigint';
    case 'boolean':
      return 'boolean';
    case 'json':
      return 'json';
    case 'id':
    case 'ref':
    case 'text':
    case 'choice':
    case 'day':
    case 'moment':
      return 'text COLLATE "C"';
  }
}

function listType(kind: ColumnKind): string {
  const type = columnType(kind);
  return type.startsWith('text') ? 'text' : type;
}

/** The driver gives numeric and bigint as text, lest they lose digits. */
function decoder(kind: ColumnKind): ((encoded: unknown) => Value) | undefined {
  if (kind === 'integer') return (encoded) => (encoded === null ? null : Number(encoded));
  if (kind === 'decimal')
    return (encoded) => (encoded === null ? null : shortened(String(encoded)));
  return undefined;
}

function shortened(numeric: string): string {
  const plain = numeric.includes('.') ? numeric.replace(/\.?0+$/, '') : numeric;
  return decimalOfMillionths(millionthsOf(plain) ?? Number.NaN);
}
