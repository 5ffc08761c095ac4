import type { Decimal, Json, RowId } from '#base';

/** What a column can hold; SQL, JSON and form types follow from it. */
export type ColumnKind =
  | 'id'
  | 'ref'
  | 'text'
  | 'choice'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'day'
  | 'moment'
  | 'json';

/**
 * A column as data. `T` is the type of its value in a row (null when optional).
 * `fixed`: never changes once the row exists. `secret`: stays in the database, never shown, sent or exported.
 * `assigned`: set by the system, an edit by a person is refused.
 */
export interface Column<T = unknown> {
  readonly kind: ColumnKind;
  readonly required: boolean;
  /** The table a `ref` points to. */
  readonly ref?: string;
  /** The row that a `ref` points to may be held back from sites that hold this one; the reference stays as it is. */
  readonly mayBeHidden?: boolean;
  /** Longest text; characters. */
  readonly max?: number;
  /** Allowed values of a `choice`. */
  readonly values?: readonly string[];
  readonly min?: number;
  /** Value of a new row that names none. */
  readonly fallback?: T;
  readonly fixed?: boolean;
  readonly secret?: boolean;
  readonly assigned?: boolean;
  /** What it means, for the manual; said where the name does not say it. */
  readonly note?: string;
}

/** A column under construction: each call returns a new one. */
export interface ColumnBuilder<T> extends Column<T> {
  readonly optional: () => ColumnBuilder<T | null>;
  readonly default: (value: NonNullable<T>) => ColumnBuilder<T>;
  readonly fixedOnce: () => ColumnBuilder<T>;
  readonly keptSecret: () => ColumnBuilder<T>;
  readonly assignedBySystem: () => ColumnBuilder<T>;
  readonly meaning: (note: string) => ColumnBuilder<T>;
}

export function id(): ColumnBuilder<RowId> {
  return build<RowId>({ kind: 'id', required: true, fixed: true });
}

/** A reference whose row is wherever this one is; a group that arrives before it waits for it. */
export function ref(table: string): ColumnBuilder<RowId> {
  return build<RowId>({ kind: 'ref', required: true, ref: table });
}

/**
 * A reference whose row may be out of sight: at a site that may not hold it the reference stays and is shown as
 * "not visible here". Central holds every row that travels, so there it is waited for like any other.
 */
export function hiddenRef(table: string): ColumnBuilder<RowId> {
  return build<RowId>({ kind: 'ref', required: true, ref: table, mayBeHidden: true });
}

export function text(max = 500): ColumnBuilder<string> {
  return build<string>({ kind: 'text', required: true, max });
}

export function choice<const T extends string>(...values: readonly T[]): ColumnBuilder<T> {
  return build<T>({ kind: 'choice', required: true, values });
}

export function decimalNumber(options: { readonly min?: number } = {}): ColumnBuilder<Decimal> {
  return build<Decimal>({ kind: 'decimal', required: true, ...options });
}

export function integer(options: { readonly min?: number } = {}): ColumnBuilder<number> {
  return build<number>({ kind: 'integer', required: true, ...options });
}

export function yesNo(): ColumnBuilder<boolean> {
  return build<boolean>({ kind: 'boolean', required: true });
}

export function day(): ColumnBuilder<string> {
  return build<string>({ kind: 'day', required: true });
}

export function moment(): ColumnBuilder<string> {
  return build<string>({ kind: 'moment', required: true });
}

export function json(): ColumnBuilder<Json> {
  return build<Json>({ kind: 'json', required: true });
}

function build<T>(column: Column<T>): ColumnBuilder<T> {
  return {
    ...column,
    optional: () => build<T | null>({ ...column, required: false } as Column<T | null>),
    default: (value) => build<T>({ ...column, fallback: value }),
    fixedOnce: () => build<T>({ ...column, fixed: true }),
    keptSecret: () => build<T>({ ...column, secret: true }),
    assignedBySystem: () => build<T>({ ...column, assigned: true }),
    meaning: (note) => build<T>({ ...column, note }),
  };
}
