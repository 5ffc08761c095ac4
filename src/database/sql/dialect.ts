import type { ColumnKind, Value } from '#dictionary';

/**
 * What differs between SQL databases, each difference by its own name: statements are made from these and
 * never ask which product it is. Encoded values are what the product's driver takes and gives.
 */
export interface Dialect {
  readonly columnType: (kind: ColumnKind) => string;
  /** What follows the closing bracket of CREATE TABLE, for a table with this key. */
  readonly tableOptions: (key: readonly string[]) => string;
  /** What follows a column in an index, so that nulls stand first there too. */
  readonly indexedColumn: (column: string) => string;
  /** The place of parameter number `at`, counted from 1. */
  readonly parameter: (at: number) => string;
  /** Whether an expression is among the values of one list parameter. */
  readonly isAmong: (expression: string, parameter: string, kind: ColumnKind) => string;
  /** The rows of a table whose key is among the values of one list parameter: what stands after the columns. */
  readonly fromKeys: (table: string, key: string, parameter: string, kind: ColumnKind) => string;
  readonly encodeList: (values: readonly unknown[]) => unknown;
  readonly ascending: string;
  readonly descending: string;
  readonly encode: (kind: ColumnKind, value: Value) => unknown;
  /** `undefined`: values of this kind come from the driver as they stand in rows. */
  readonly decoder: (kind: ColumnKind) => ((encoded: unknown) => Value) | undefined;
}

/** A name as SQL takes it, whatever words SQL keeps for itself. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quotedList(names: readonly string[]): string {
  return names.map(quoted).join(', ');
}
