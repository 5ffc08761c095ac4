import type { Clock } from '#base';
import { knownTables } from '#database/stored';
import type { Database, StoredTable } from '#engine/ports';
import { connection, sqliteTables } from './connection.ts';
import type { SqliteDriver } from './driver.ts';
import { translated } from './errors.ts';
import { emptyWal } from './set-up.ts';
import { snapshots } from './snapshots.ts';
import { type GroupCommit, unitQueue } from './unit-queue.ts';

/** Measured: units that share a transaction share its pages too, and whoever waits for one waits no longer than this. */
const GROUP_COMMIT: GroupCommit = { units: 64, milliseconds: 60 };

/** A database over connections that are set up and whose tables exist. */
export function sqliteDatabase(options: {
  /** The one connection that writes; closed with the database. */
  readonly writer: SqliteDriver;
  /** Opens one more connection, for reading. */
  readonly connectReader: () => SqliteDriver;
  readonly file: string;
  readonly tables: readonly StoredTable[];
  readonly clock: Clock;
  readonly giveWay: () => Promise<void>;
  readonly groupCommit?: GroupCommit;
}): Database {
  const { writer, connectReader, file, clock, giveWay, groupCommit = GROUP_COMMIT } = options;
  const tables = sqliteTables(knownTables(options.tables));
  const readers = snapshots({ connect: connectReader, file, tables });
  const units = unitQueue({
    driver: writer,
    connection: connection({ driver: writer, file, tables }),
    groupCommit,
    clock,
    giveWay,
    translate: (error) => translated(writer, file, error),
    committed: readers.moveOn,
  });
  let closed: Promise<void> | undefined;

  const checkOpen = (): void => {
    if (closed !== undefined) throw new Error('The database is closed.');
  };
  const closeAll = async (): Promise<void> => {
    await units.idle();
    await readers.close();
    writer.close();
  };
  return {
    read: async (work) => {
      checkOpen();
      const { view, close } = readers.take();
      try {
        return await work(view);
      } finally {
        close();
      }
    },
    write: async (work) => {
      checkOpen();
      return units.add(work);
    },
    scrub: async () => {
      checkOpen();
      await units.idle();
      return emptyWal(writer);
    },
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
}
