import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '#base';
import { adoptCopyFile } from '#database/sqlite-node';
import { atollDictionary } from '#dictionary';
import type { Marks } from '#protocol';
import { storedTablesOf } from '#site';
import { downloadCopy, ROWS_INSTEAD } from '#transport/http';
import type { RemoteConfig } from './config.ts';
import { readDeviceKey } from './device-file.ts';

export interface DownloadProgress {
  /** Rows that have come. */
  readonly pulled: number;
  /** Changes that central says still wait. */
  readonly waiting: number;
}

export interface TakeCopy {
  readonly dir: string;
  readonly config: RemoteConfig;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/**
 * Begins a site with the copy that central cuts for it. Undefined where there is nothing to begin: the database is
 * there already, or what the site needs comes sooner as rows (too little of it, or too slow a link).
 */
export async function takeCopy({
  dir,
  config,
  onProgress,
}: TakeCopy): Promise<Result<{ readonly marks: Marks; readonly rows: number } | undefined>> {
  const file = join(dir, 'atoll.db');
  if (existsSync(file)) return ok(undefined);
  const signer = await readDeviceKey(dir);
  if (!signer.ok) return signer;
  const copy = join(dir, 'first-download.part');
  let rows = 0;
  const end = await downloadCopy({
    url: config.central_url,
    siteId: config.enrolled.site_id,
    signer: signer.value,
    centralKey: config.central_key,
    file: copy,
    onProgress(progress) {
      rows = progress.rows;
      onProgress?.({ pulled: 0, waiting: progress.rows });
    },
  });
  if (!end.ok) {
    if (!ROWS_INSTEAD.has(end.refusal.code)) return end;
    await rm(copy, { force: true });
    return ok(undefined);
  }
  const { copied, marks } = end.value;
  await adoptCopyFile({ copy, file, tables: storedTablesOf(atollDictionary), copied });
  return ok({ marks, rows });
}
