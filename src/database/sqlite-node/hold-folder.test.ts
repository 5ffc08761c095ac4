import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { valueOf } from '#base';
import { holdFolder } from './hold-folder.ts';

test('[EN3] a data folder is held by one at a time, and made when it is not there', () => {
  const parent = mkdtempSync(join(tmpdir(), 'atoll-hold-'));
  const folder = join(parent, 'new', 'site');
  const held = valueOf(holdFolder(folder));
  expect(holdFolder(folder)).toMatchObject({
    ok: false,
    refusal: { code: 'database.folder-in-use', kind: 'conflict', details: { folder } },
  });
  held.release();
  valueOf(holdFolder(folder)).release();
  rmSync(parent, { recursive: true });
});
