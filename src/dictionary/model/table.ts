import type { Json, RowId } from '#base';
import type { Column } from './column.ts';
import { integer, moment } from './column.ts';
import type { SyncRule } from './sync-rule.ts';

export type Value = string | number | boolean | null | Json;
/** A row as it stands in databases, on the wire and in the API: its keys are the column names. */
export type Row = { readonly [column: string]: Value };
export type Columns = Readonly<Record<string, Column>>;

/** A table as data. Everything else about it is derived. */
export interface Table<Name extends string = string, C extends Columns = Columns> {
  readonly name: Name;
  readonly title: string;
  readonly columns: C;
  readonly sync: SyncRule;
  /** Groups of columns whose values together occur once among the rows that are not deleted. */
  readonly unique: readonly (readonly string[])[];
  /** Groups of columns that are searched by; references are indexed anyway. */
  readonly indexes: readonly (readonly string[])[];
  /** What is special, for the manual. */
  readonly notes: readonly string[];
  /** The kinds of data it holds, by their number (tables/data-types.ts); none: it serves the others. */
  readonly rows: readonly number[];
  /** Where a column chooses the rule: the kinds of data of each of its values. */
  readonly rowsOfCase: Readonly<Record<string, readonly number[]>>;
}

/** The columns that every table has beside its own (docs/spec/rows-and-groups.md); kept by the gate, never edited. */
export const KEPT_COLUMNS = {
  created_at: moment().assignedBySystem(),
  updated_at: moment().assignedBySystem(),
  deleted_at: moment()
    .optional()
    .assignedBySystem()
    .meaning('When it was deleted; the row stays as a tombstone.'),
  row_version: integer().assignedBySystem().meaning('Grows by one with each change.'),
  origin_site_id: integer().assignedBySystem().meaning('The site that made this version.'),
} satisfies Columns;

/** The columns that a person or an operation may give. */
export type EditOf<T> =
  T extends Table<string, infer C>
    ? { readonly [K in keyof C]?: C[K] extends Column<infer V> ? V : never }
    : never;
export type RowOf<T> =
  T extends Table<string, infer C>
    ? { readonly [K in keyof C]: C[K] extends Column<infer V> ? V : never } & {
        readonly id: RowId;
        readonly created_at: string;
        readonly updated_at: string;
        readonly deleted_at: string | null;
        readonly row_version: number;
        readonly origin_site_id: number;
      }
    : never;

interface Declaration<C extends Columns> {
  readonly title: string;
  /** The first column is `id`. */
  readonly columns: C;
  readonly sync: SyncRule;
  readonly unique?: readonly (readonly (keyof C & string)[])[];
  readonly indexes?: readonly (readonly (keyof C & string)[])[];
  readonly notes?: readonly string[];
  readonly rows?: readonly number[] | Readonly<Record<string, readonly number[]>>;
}

export function table<const Name extends string, const C extends Columns>(
  name: Name,
  declaration: Declaration<C>,
): Table<Name, C> {
  const { rows = [] } = declaration;
  const byCase = isList(rows) ? {} : rows;
  return {
    name,
    title: declaration.title,
    columns: declaration.columns,
    sync: declaration.sync,
    unique: declaration.unique ?? [],
    indexes: declaration.indexes ?? [],
    notes: declaration.notes ?? [],
    rows: isList(rows) ? rows : [...new Set(Object.values(rows).flat())].sort((a, b) => a - b),
    rowsOfCase: byCase,
  };
}

function isList(rows: NonNullable<Declaration<Columns>['rows']>): rows is readonly number[] {
  return Array.isArray(rows);
}

/** All columns of a table in their order: its own, then the kept ones. */
export function allColumns(of: Table): Columns {
  return { ...of.columns, ...KEPT_COLUMNS };
}
