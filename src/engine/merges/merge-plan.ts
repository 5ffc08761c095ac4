// Which columns merges turn, from the dictionary alone.
import {
  casesOf,
  type Dictionary,
  type MergeSource,
  type Row,
  referencesOf,
  type SentTo,
  type Table,
} from '#dictionary';
import type { Merge } from './resolve-merges.ts';

/** A column that points to rows that can be merged. */
export interface Turnable {
  readonly column: string;
  /** The table pointed to. */
  readonly table: string;
  /** Its value may occur once only, alone or with others: central decides what becomes of the row (`settle-twins`). */
  readonly unique: boolean;
  /** The site that holds the row need not hold the row pointed to, nor hear of its merge. */
  readonly mayBeHidden: boolean;
  /** Who receives the row may follow from it. */
  readonly routes: boolean;
}

export interface MergePlan {
  readonly source: MergeSource;
  readonly tables: ReadonlySet<string>;
  readonly columnsOf: (table: string) => readonly Turnable[];
  readonly referring: readonly Table[];
  /** The table in which stores have their twins, if such rows can be merged: a twin is never the removed one. */
  readonly twins: string | undefined;
  /** What a row of the table of merges says; undefined where it has no effect. */
  readonly mergeIn: (row: Row) => Merge | undefined;
}

const known = new WeakMap<Dictionary, MergePlan>();

/** Undefined where the dictionary knows no merges. */
export function mergePlan(dictionary: Dictionary): MergePlan | undefined {
  const { merges } = dictionary.topology;
  if (merges === undefined) return undefined;
  const plan = known.get(dictionary) ?? planOf(dictionary, merges);
  known.set(dictionary, plan);
  return plan;
}

function planOf(dictionary: Dictionary, source: MergeSource): MergePlan {
  const tables = new Set(Object.values(source.tables));
  const { stores } = dictionary.topology;
  const columns = new Map(
    dictionary.tables.map((table) => {
      const all = turnableIn(table, tables);
      // NOTE a store keeps its twin, whatever is merged: no store ever gives way to another.
      const isStore = table.name === stores.table;
      return [table.name, isStore ? all.filter(({ unique }) => !unique) : all] as const;
    }),
  );
  const { event } = source;
  return {
    source,
    twins: dictionary.table(stores.table)?.columns[stores.twinName]?.ref,
    tables,
    columnsOf: (table) => columns.get(table) ?? [],
    referring: dictionary.tables.filter(({ name }) => columns.get(name)?.length !== 0),
    mergeIn(row) {
      const table = source.tables[String(row[event.kind])];
      // NOTE a merge cannot be taken back, so a deleted event counts like any other.
      if (table === undefined || row[event.status] !== event.done) return undefined;
      return {
        id: String(row['id']),
        table,
        kept: String(row[event.kept]),
        removed: String(row[event.removed]),
        at: String(row[event.at]),
      };
    },
  };
}

function turnableIn(table: Table, merged: ReadonlySet<string>): readonly Turnable[] {
  return referencesOf(table)
    .filter((reference) => merged.has(reference.table))
    .map(({ column, table: to, mayBeHidden }) => ({
      column,
      table: to,
      unique: table.unique.some((group) => group.includes(column)),
      mayBeHidden,
      routes: casesOf(table).some(({ rule }) => rule.sentTo.some((each) => asks(each, column))),
    }));
}

function asks(audience: SentTo, column: string): boolean {
  const { when } = audience;
  if ('column' in audience && audience.column === column) return true;
  return when !== undefined && 'homeOf' in when.of && when.of.column === column;
}
