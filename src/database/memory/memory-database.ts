import { must } from '#base';
import { knownTables, openUnit, openView, type Reads, type ReadsAndWrites } from '#database/stored';
import type { Database, StoredTable, Unit, View } from '#engine/ports';
import {
  countRows,
  emptyVersion,
  getRows,
  type MemoryTable,
  memoryTable,
  putRow,
  removeRow,
  selectRows,
  type TableVersion,
} from './memory-table.ts';

/**
 * What a memory database held at one moment, table by table as they were declared: never changes, costs nothing to
 * keep, and can be restored to any database of these tables.
 */
export type MemorySnapshot = readonly TableVersion[];

/** The reference database: exact, fast, and gone with the process unless a snapshot of it is kept. */
export interface MemoryDatabase extends Database {
  /** What is committed now. */
  readonly snapshot: () => MemorySnapshot;
  /**
   * Makes the database hold what the snapshot holds, as after a crash: units that run or wait are abandoned,
   * their promises reject with `Abandoned`, and nothing of them is kept.
   */
  readonly restore: (snapshot: MemorySnapshot) => void;
}

/** Why a unit of work did not end: the database was restored beneath it. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

export function memoryDatabase(
  tables: readonly StoredTable[],
  from?: MemorySnapshot,
): MemoryDatabase {
  const known = placed(tables);
  let committed = from ?? [...known.values()].map(({ table }) => emptyVersion(table));
  let last: Promise<unknown> = Promise.resolve();
  let life = 0;
  let closed = false;

  const checkOpen = (): void => {
    if (closed) throw new Error('The database is closed.');
  };
  const read = async <T>(work: (view: View) => Promise<T>): Promise<T> => {
    checkOpen();
    const { view, close } = openView(readsOf(known, committed));
    try {
      return await work(view);
    } finally {
      close();
    }
  };
  const runUnit = async <T>(work: (unit: Unit) => Promise<T>, born: number): Promise<T> => {
    const checkLife = (): void => {
      if (born !== life)
        throw new Abandoned('The database was restored while the unit of work waited or ran.');
    };
    checkLife();
    const draft = [...committed];
    const { unit, finish, close } = openUnit(writesOf(known, draft, checkLife));
    try {
      const result = await work(unit);
      checkLife();
      finish();
      committed = draft;
      return result;
    } finally {
      close();
    }
  };
  const write = <T>(work: (unit: Unit) => Promise<T>): Promise<T> => {
    if (closed) return Promise.reject(new Error('The database is closed.'));
    const born = life;
    const turn = last.then(() => runUnit(work, born));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    read,
    write,
    scrub: async () => true,
    close: async () => {
      closed = true;
      await last;
    },
    snapshot: () => committed,
    restore: (snapshot) => {
      life += 1;
      last = Promise.resolve();
      closed = false;
      committed = snapshot;
    },
  };
}

/** The tables by name, each with its place in a snapshot. */
type Placed = ReadonlyMap<string, { readonly at: number; readonly table: MemoryTable }>;

/** Many databases are of the same tables; what is prepared of them never changes. */
const PLACED = new WeakMap<readonly StoredTable[], Placed>();

function placed(tables: readonly StoredTable[]): Placed {
  const known =
    PLACED.get(tables) ??
    new Map(
      [...knownTables(tables)].map(([name, table], at) => [
        name,
        { at, table: memoryTable(table) },
      ]),
    );
  PLACED.set(tables, known);
  return known;
}

function placeOf(known: Placed, name: string) {
  return must(known.get(name), `${name} is a table of this database`);
}

function versionAt(state: MemorySnapshot, at: number): TableVersion {
  return must(state[at], 'a snapshot holds every table');
}

function readsOf(known: Placed, state: MemorySnapshot): Reads {
  return {
    get(name, keys) {
      const { at, table } = placeOf(known, name);
      return getRows(table, versionAt(state, at), keys);
    },
    select(query) {
      const { at, table } = placeOf(known, query.table);
      return selectRows(table, versionAt(state, at), query);
    },
    count(query) {
      const { at, table } = placeOf(known, query.table);
      return countRows(table, versionAt(state, at), query);
    },
  };
}

function writesOf(known: Placed, draft: TableVersion[], checkLife: () => void): ReadsAndWrites {
  let owner = {};
  const change = (
    name: string,
    work: (table: MemoryTable, version: TableVersion) => TableVersion,
  ): void => {
    checkLife();
    const { at, table } = placeOf(known, name);
    draft[at] = work(table, versionAt(draft, at));
  };
  return {
    ...readsOf(known, draft),
    put: (name, rows) =>
      change(name, (table, version) =>
        rows.reduce((latest, row) => putRow(table, latest, owner, row), version),
      ),
    remove: (name, where) =>
      change(name, (table, version) =>
        selectRows(table, version, { where }).reduce(
          (latest, row) => removeRow(table, latest, owner, row),
          version,
        ),
      ),
    mark: () => {
      const before = [...draft];
      owner = {};
      return {
        keep: () => undefined,
        undo: () => {
          owner = {};
          draft.splice(0, draft.length, ...before);
        },
      };
    },
  };
}
