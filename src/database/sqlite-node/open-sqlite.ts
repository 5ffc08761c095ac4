import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Clock, Refusal } from '#base';
import { createEverything, type Migration, migrate } from '#database/migrations';
import { sqliteDialect } from '#database/sql';
import {
  checkPages,
  DamagedFile,
  type GroupCommit,
  migrationDriver,
  setUpReader,
  setUpWriter,
  sqliteDatabase,
  translated,
  unknownSchema,
} from '#database/sqlite';
import type { Database, StoredTable } from '#engine/ports';
import { moveWalOf } from './bulk-copy.ts';
import { digest } from './digest.ts';
import { openDriver } from './driver.ts';

export interface OpenSqlite {
  readonly file: string;
  readonly tables: readonly StoredTable[];
  /** The folder was in use before: a file that is missing or empty is then damage, not a beginning. */
  readonly mustExist?: boolean;
  /** By default one: make every table. Later ones are added at the end and never changed. */
  readonly migrations?: readonly Migration[];
  /** Memory for pages of the file, per writing connection; each reading one takes a quarter. */
  readonly cacheMebibytes?: number;
  /** Fewer keep the pause short in which they are moved, on a slow disk; more spare the disk. */
  readonly walPages?: number;
  readonly groupCommit?: GroupCommit;
}

/** Thrown at opening when another version of the program wrote the file; the refusal says it to a person. */
export class UnknownSchema extends Error {
  override readonly name = 'UnknownSchema';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** A clean file up to this size is looked through at every start: that takes a fraction of a second. */
const CHECKED_ALWAYS = 256 * 1024 * 1024;
const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

/**
 * Opens the database of a site, or makes it. Throws `DamagedFile` for a file that is not sound and
 * `UnknownSchema` for one of another version; both leave the file as it is.
 */
export async function openSqlite(options: OpenSqlite): Promise<Database> {
  const {
    file,
    tables,
    groupCommit,
    cacheMebibytes = 16,
    walPages = 8_000,
    migrations = [createEverything(sqliteDialect, tables)],
  } = options;
  const found = inspect(file, options.mustExist ?? false);
  const writer = openDriver(file, { readonly: false });
  try {
    setUpWriter(writer, { kibibytes: cacheMebibytes * 1024, walPages });
    if (found.unclean || found.size <= CHECKED_ALWAYS) checkPages(writer, file);
    const outcome = await migrate({
      driver: migrationDriver(writer),
      dialect: sqliteDialect,
      migrations,
      digest,
    });
    if (outcome.kind === 'unknown-schema')
      throw new UnknownSchema(unknownSchema({ file, migration: outcome.name }));
  } catch (error) {
    const known = translated(writer, file, error);
    writer.close();
    throw known;
  }
  return sqliteDatabase({
    writer,
    connectReader: () => {
      const reader = openDriver(file, { readonly: true });
      setUpReader(reader, { kibibytes: cacheMebibytes * 256 });
      return reader;
    },
    files: {
      connect: (of) => openDriver(of, { readonly: true }),
      moveWal: () => moveWalOf(file),
    },
    file,
    tables,
    clock,
    giveWay: () => setImmediate(),
    ...(groupCommit && { groupCommit }),
  });
}

/**
 * What can be told before SQLite opens the file; afterwards nobody in this process may open it another way,
 * because closing any handle of it would drop SQLite's locks.
 */
function inspect(
  file: string,
  mustExist: boolean,
): { readonly size: number; readonly unclean: boolean } {
  const size = sizeOf(file);
  if (mustExist && size === undefined) throw new DamagedFile(file, 'it is missing');
  if (mustExist && size === 0) throw new DamagedFile(file, 'it is empty');
  // A writer that closes takes its log away: one that is left tells of a crash.
  const unclean = (sizeOf(`${file}-wal`) ?? 0) > 0;
  if (size === undefined || size === 0) return { size: 0, unclean };
  const header = Buffer.alloc(HEADER.length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1') !== HEADER)
    throw new DamagedFile(file, 'it does not begin as a database does');
  return { size, unclean };
}

const HEADER = 'SQLite format 3\0';

function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}
