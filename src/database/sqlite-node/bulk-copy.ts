import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { must } from '#base';
import type { Cut, CutPlan, FinalBytes, IndexPlan } from '#database/sqlite';
import type { StoredTable } from '#engine/ports';
import { runBulkJob } from './bulk-job.ts';

/**
 * Central's half of a first download: a new file with the rows of one site, cut from the running database in a
 * thread beside it. `onFinal` names bytes of the target as they become final, its beginning last: they can be
 * sent while the rest is still being cut. A target that is there already is replaced; the caller deletes it.
 */
export async function cutCopyFile(
  target: string,
  plan: CutPlan,
  onFinal: (bytes: FinalBytes) => void = () => undefined,
): Promise<Cut> {
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { force: true });
  return must(
    (await runBulkJob({ kind: 'cut', file: target, plan }, onFinal)).cut,
    'a cut has a result',
  );
}

/**
 * Makes the indexes of a copy that was cut, in a thread too. What of it is to be sent without them must have been
 * read before. Returns the size of the file; `onFinal` names what was added, and what changed of the rest.
 */
export async function indexCopyFile(
  target: string,
  plan: IndexPlan,
  onFinal: (bytes: FinalBytes) => void = () => undefined,
): Promise<number> {
  const { indexed } = await runBulkJob({ kind: 'index', file: target, ...plan }, onFinal);
  return must(indexed, 'indexing has a result');
}

/**
 * The site's half: makes `file`, which must not exist yet, of a copy that has arrived whole and was compared
 * with its hash. Returns when it is on the disk under its name, ready for `openSqlite`. The copy is used up,
 * whether this succeeds or not; a crash in the middle leaves no `file`.
 */
export async function adoptCopyFile(options: {
  readonly copy: string;
  readonly file: string;
  readonly tables: readonly StoredTable[];
  readonly copied: readonly string[];
}): Promise<void> {
  const { copy, file, tables, copied } = options;
  const adopting = `${file}.adopting`;
  rmSync(adopting, { force: true });
  renameSync(copy, adopting);
  try {
    await runBulkJob({ kind: 'adopt', file: adopting, tables, copied }, () => undefined);
    await sync(adopting);
    renameSync(adopting, file);
    await sync(dirname(file));
  } catch (error) {
    rmSync(adopting, { force: true });
    throw error;
  }
}

/** Moves what was written beside a running database into it, in a thread of its own. */
export async function moveWalOf(file: string): Promise<void> {
  await runBulkJob({ kind: 'move-wal', file }, () => undefined);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
