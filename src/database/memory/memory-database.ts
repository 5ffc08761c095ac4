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

/** What a memory database held at one moment: never changes, costs nothing to keep, and can be restored anywhere. */
export type MemorySnapshot = ReadonlyMap<string, TableVersion>;

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
  const known = new Map(
    [...knownTables(tables)].map(([name, table]) => [name, memoryTable(table)]),
  );
  let committed = from ?? new Map([...known].map(([name, table]) => [name, emptyVersion(table)]));
  let last: Promise<unknown> = Promise.resolve();
  let life = 0;
  let closed = false;

  const checkOpen = (): void => {
    if (closed) throw new Error('The database is closed.');
  };
  const read = async <T>(work: (view: View) => Promise<T>): Promise<T> => {
    checkOpen();
    const state = committed;
    const { view, close } = openView(readsOf(known, (name) => state.get(name)));
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
    const draft = new Map<string, TableVersion>();
    const { unit, finish, close } = openUnit(writesOf(known, { committed, draft, checkLife }));
    try {
      const result = await work(unit);
      checkLife();
      finish();
      if (draft.size > 0) committed = new Map([...committed, ...draft]);
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

type VersionOf = (table: string) => TableVersion | undefined;

function readsOf(known: ReadonlyMap<string, MemoryTable>, find: VersionOf): Reads {
  const tableOf = (name: string): MemoryTable =>
    must(known.get(name), `${name} is a table of this database`);
  const versionOf = (name: string): TableVersion =>
    must(find(name), `${name} is a table of this database`);
  return {
    get: (name, keys) => getRows(tableOf(name), versionOf(name), keys),
    select: (query) => selectRows(tableOf(query.table), versionOf(query.table), query),
    count: (query) => countRows(tableOf(query.table), versionOf(query.table), query),
  };
}

interface Writing {
  readonly committed: MemorySnapshot;
  /** The tables that the unit has changed. */
  readonly draft: Map<string, TableVersion>;
  readonly checkLife: () => void;
}

function writesOf(
  known: ReadonlyMap<string, MemoryTable>,
  { committed, draft, checkLife }: Writing,
): ReadsAndWrites {
  let owner = {};
  const find: VersionOf = (name) => draft.get(name) ?? committed.get(name);
  const reads = readsOf(known, find);
  const change = (
    name: string,
    work: (table: MemoryTable, version: TableVersion) => TableVersion,
  ): void => {
    checkLife();
    const table = must(known.get(name), `${name} is a table of this database`);
    draft.set(name, work(table, must(find(name), `${name} is a table of this database`)));
  };
  return {
    ...reads,
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
          draft.clear();
          for (const [name, version] of before) draft.set(name, version);
        },
      };
    },
  };
}
