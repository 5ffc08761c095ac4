// Reads never wait for a unit and never see half of one: each runs in a read transaction on a connection of
// its own. Reads that begin at the same committed state share one; connections are kept for the next reads.
import { type OpenView, openView, type Reads } from '#database/stored';
import { connection, type SqliteTables } from './connection.ts';
import type { SqliteDriver } from './driver.ts';

interface Snapshot {
  readonly driver: SqliteDriver;
  readonly reads: Reads;
  users: number;
  state: number;
}

export interface Snapshots {
  readonly take: () => OpenView;
  /** A unit was committed: what begins now must see it. */
  readonly moveOn: () => void;
  /** Resolves when no read is running any more; the connections are closed then. */
  readonly close: () => Promise<void>;
}

/** Connections kept open while nobody reads; more are opened, and closed again, as reads overlap. */
const KEPT = 2;

export function snapshots(options: {
  readonly connect: () => SqliteDriver;
  readonly file: string;
  readonly tables: SqliteTables;
}): Snapshots {
  let all: Snapshot[] = [];
  let state = 0;
  let closing: (() => void) | undefined;

  const begin = (): Snapshot => {
    const idle = all.find((snapshot) => snapshot.users === 0) ?? open();
    idle.driver.exec('BEGIN');
    idle.state = state;
    return idle;
  };
  const open = (): Snapshot => {
    const driver = options.connect();
    const opened = { driver, reads: connection({ ...options, driver }), users: 0, state };
    all.push(opened);
    return opened;
  };
  const leave = (snapshot: Snapshot): void => {
    snapshot.users -= 1;
    if (snapshot.users > 0) return;
    if (snapshot.driver.inTransaction()) snapshot.driver.exec('COMMIT');
    if (closing !== undefined || all.filter((other) => other.users === 0).length > KEPT) {
      snapshot.driver.close();
      all = all.filter((other) => other !== snapshot);
    }
    if (all.length === 0) closing?.();
  };
  return {
    take: () => {
      const snapshot = all.find((other) => other.users > 0 && other.state === state) ?? begin();
      snapshot.users += 1;
      const { view, close } = openView(snapshot.reads);
      return {
        view,
        close: () => {
          close();
          leave(snapshot);
        },
      };
    },
    moveOn: () => {
      state += 1;
    },
    close: () =>
      new Promise((resolve) => {
        closing = resolve;
        for (const idle of all.filter((snapshot) => snapshot.users === 0)) idle.driver.close();
        all = all.filter((snapshot) => snapshot.users > 0);
        if (all.length === 0) resolve();
      }),
  };
}
