import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result, refused } from '#base';
import { folderInUse, type SqliteDriver } from '#database/sqlite';
import { openDriver } from './driver.ts';

export interface HeldFolder {
  readonly release: () => void;
}

/** A lock that nobody refers to would be let go of by the garbage collector, though its holder still runs. */
const held = new Set<SqliteDriver>();

/**
 * Keeps a data folder for this process: a second one is refused. The lock is SQLite's own on a file of its own,
 * so the operating system lets go of it when the process ends, however it ends. Nothing in this process may
 * open `lock.db` meanwhile (a copy of the folder, say): closing it again would drop the lock.
 */
export function holdFolder(folder: string): Result<HeldFolder> {
  mkdirSync(folder, { recursive: true });
  const lock = openDriver(join(folder, 'lock.db'), { readonly: false });
  try {
    lock.exec('PRAGMA busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    const code = lock.codeOf(error) ?? '';
    lock.close();
    if (code.startsWith('SQLITE_BUSY')) return refused(folderInUse({ folder }));
    throw error;
  }
  held.add(lock);
  return ok({
    release: () => {
      held.delete(lock);
      lock.close();
    },
  });
}
