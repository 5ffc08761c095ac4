import type { Row } from '#dictionary';
import type { Condition, Database, Unit } from '#engine/ports';

export type TableChange =
  | { readonly table: string; readonly put: readonly Row[] }
  | { readonly table: string; readonly removed: readonly Condition[] };

export interface Told {
  readonly tables: ReadonlySet<string>;
  /** A unit that changed one of the tables has ended: it was saved, or nobody knows. */
  readonly changed: (change: TableChange, saved: boolean) => void;
}

/** The same database; whoever keeps parts of it in mind is told of each change, before whoever made it. */
export function toldOfChanges(database: Database, { tables, changed }: Told): Database {
  return {
    ...database,
    async write(work) {
      const changes: TableChange[] = [];
      let saved = false;
      try {
        const result = await database.write((unit) => work(noting(unit, tables, changes)));
        saved = true;
        return result;
      } finally {
        for (const change of changes) changed(change, saved);
      }
    },
  };
}

function noting(unit: Unit, tables: ReadonlySet<string>, changes: TableChange[]): Unit {
  return {
    ...unit,
    put(table, rows) {
      if (tables.has(table)) changes.push({ table, put: rows });
      return unit.put(table, rows);
    },
    remove(table, where) {
      if (tables.has(table)) changes.push({ table, removed: where });
      return unit.remove(table, where);
    },
    async attempt(work) {
      const before = changes.length;
      try {
        return await unit.attempt(work);
      } catch (thrown) {
        changes.length = before;
        throw thrown;
      }
    },
  };
}
