import type { Clock } from '#base';
import { type FileOfRows, knownTables } from '#database/stored';
import type { Database, StoredTable } from '#engine/ports';
import { connection, type SqliteTables, sqliteTables } from './connection.ts';
import type { SqliteDriver } from './driver.ts';
import { translated } from './errors.ts';
import { besideOf } from './rows-beside.ts';
import { emptyWal } from './set-up.ts';
import { snapshots } from './snapshots.ts';
import { type GroupCommit, unitQueue } from './unit-queue.ts';

/** Measured: units that share a transaction share its pages too, and whoever waits for one waits no longer than this. */
const GROUP_COMMIT: GroupCommit = { units: 64, milliseconds: 60 };

export interface Files {
  /** Opens a file of rows, for reading. */
  readonly connect: (file: string) => SqliteDriver;
  /** Moves into the database's file what was written beside it, without anybody waiting. */
  readonly moveWal: () => Promise<void>;
}

/** A database over connections that are set up and whose tables exist. */
export function sqliteDatabase(options: {
  /** The one connection that writes; closed with the database. */
  readonly writer: SqliteDriver;
  /** Opens one more connection, for reading. */
  readonly connectReader: () => SqliteDriver;
  /** Where rows may come as files. */
  readonly files?: Files;
  readonly file: string;
  readonly tables: readonly StoredTable[];
  readonly clock: Clock;
  readonly giveWay: () => Promise<void>;
  readonly groupCommit?: GroupCommit;
}): Database {
  const { writer, connectReader, file, clock, giveWay, groupCommit = GROUP_COMMIT } = options;
  const tables = sqliteTables(knownTables(options.tables));
  const files = options.files && filesBeside({ ...options, files: options.files, tables });
  const readers = snapshots({ connect: connectReader, file, tables });
  const units = unitQueue({
    driver: writer,
    connection: {
      ...connection({ driver: writer, file, tables }),
      ...(files !== undefined && { beside: files.open }),
    },
    groupCommit,
    clock,
    giveWay,
    translate: (error) => translated(writer, file, error),
    committed: readers.moveOn,
    ended: () => files?.ended(),
  });
  let closed: Promise<void> | undefined;

  const checkOpen = (): void => {
    if (closed !== undefined) throw new Error('The database is closed.');
  };
  const closeAll = async (): Promise<void> => {
    await units.idle();
    await files?.moved();
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

interface FilesBeside {
  readonly open: (file: string) => FileOfRows;
  readonly ended: () => void;
  readonly moved: () => Promise<void>;
}

function filesBeside(options: {
  readonly writer: SqliteDriver;
  readonly file: string;
  readonly files: Files;
  readonly tables: SqliteTables;
  readonly giveWay: () => Promise<void>;
}): FilesBeside {
  const beside = besideOf(options);
  let moving = Promise.resolve();
  return {
    open: (file) => ({ ...beside.open(file), giveWay: options.giveWay }),
    ended() {
      if (!beside.close()) return;
      // NOTE what could not be moved (a full disk) stays where it is, and is moved with a later unit.
      moving = options.files.moveWal().then(beside.settled, beside.settled);
    },
    moved: () => moving,
  };
}
