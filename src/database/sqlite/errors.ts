import type { KnownTable } from '#database/stored';
import { NoSpace, NotUnique } from '#engine/ports';
import { DamagedFile } from './damaged-file.ts';
import type { SqliteDriver } from './driver.ts';

/** Failures that say that the disk, or what the database may take of it, is full. */
const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE']);
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;

/** What SQLite threw, in the words of the port; other errors as they are. */
export function translated(driver: SqliteDriver, file: string, error: unknown): unknown {
  const code = driver.codeOf(error);
  if (code === undefined) return error;
  if (FULL.has(code))
    return new NoSpace('The disk is full: nothing of this unit of work was saved.', {
      cause: error,
    });
  return DAMAGED.test(code) ? new DamagedFile(file, messageOf(error)) : error;
}

/** The unique group that a refused row ran into, if that is what went wrong. */
export function notUnique(
  driver: SqliteDriver,
  table: KnownTable,
  error: unknown,
): NotUnique | undefined {
  if (driver.codeOf(error) !== 'SQLITE_CONSTRAINT_UNIQUE') return undefined;
  const message = messageOf(error);
  const group = table.unique.find((columns) =>
    message.endsWith(columns.map((column) => `${table.name}.${column}`).join(', ')),
  );
  return group && new NotUnique(table.name, group);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
