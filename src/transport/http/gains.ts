// Where a site on a disk fetches what it gains: a file beside its database, put together frame by frame.
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '#base';
import type { Gains } from '#engine/ports';
import type { Marks } from '#protocol';
import { type CopyDownload, downloadCopy } from './download-copy.ts';

export interface GainsParts extends Pick<CopyDownload, 'url' | 'siteId' | 'signer' | 'centralKey'> {
  readonly folder: string;
}

export const ROWS_INSTEAD: ReadonlySet<string> = new Set([
  'server.copy-not-worth-it',
  'transport.link-too-slow',
]);

export function gainsOver({ folder, ...line }: GainsParts): Gains {
  const part = join(folder, 'gained.part');
  const whole = join(folder, 'gained.db');
  return {
    async fetch(
      here,
    ): Promise<Result<{ readonly file: string; readonly marks: Marks } | undefined>> {
      await mkdir(folder, { recursive: true });
      const end = await downloadCopy({ ...line, here, file: part });
      if (end.ok) {
        await rename(part, whole);
        return ok({ file: whole, marks: end.value.marks });
      }
      if (!ROWS_INSTEAD.has(end.refusal.code)) return end;
      await rm(part, { force: true });
      return ok(undefined);
    },
    async keepOnly(file) {
      if (file !== whole) await rm(whole, { force: true });
      return existsSync(whole);
    },
  };
}
