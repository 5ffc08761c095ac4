import type { Dictionary } from '../model/dictionary.ts';
import type { Table } from '../model/table.ts';

/** A column that points to a row of another table (or of its own). */
export interface Reference {
  readonly column: string;
  /** The table pointed to. */
  readonly table: string;
  readonly required: boolean;
  /** Where the row pointed to may be held back from a site, the reference stays as it is. */
  readonly mayBeHidden: boolean;
}

/** A column elsewhere that points to rows of the table asked about. */
export interface Referrer {
  /** The table that holds the column. */
  readonly table: string;
  readonly column: string;
  readonly required: boolean;
}

const referencesByTable = new WeakMap<Table, readonly Reference[]>();

/** Where the rows of a table point to, in the order of its columns. */
export function referencesOf(table: Table): readonly Reference[] {
  const known = referencesByTable.get(table);
  if (known !== undefined) return known;
  const made = Object.entries(table.columns).flatMap(
    ([column, { ref, required, mayBeHidden = false }]) =>
      ref === undefined ? [] : [{ column, table: ref, required, mayBeHidden }],
  );
  referencesByTable.set(table, made);
  return made;
}

/** The columns of all tables that point to rows of the table `name`. */
export function referencedBy(dictionary: Dictionary, name: string): readonly Referrer[] {
  return dictionary.tables.flatMap((each) =>
    referencesOf(each)
      .filter((reference) => reference.table === name)
      .map(({ column, required }) => ({ table: each.name, column, required })),
  );
}
