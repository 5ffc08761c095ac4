// What a data folder can be instead of a site, and that nothing in it is made anew in silence.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { valueOf } from '#base';
import { serveSite } from '../serve-site.ts';
import { initCentral } from './init-central.ts';
import { initSite } from './init-site.ts';
import { openFolder } from './open-folder.ts';

let dir = '';
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'atoll-folder-'));
  valueOf(await initCentral({ dir, name: 'Central', adminPassword: 'a small country' }));
});
afterEach(() => rmSync(dir, { recursive: true }));

const file = (name: string) => join(dir, name);

/** The code with which opening is refused; the files stay as they are. */
async function refusal(): Promise<string> {
  const opened = await openFolder(dir);
  if (!opened.ok) return opened.refusal.code;
  await opened.value.close();
  return 'opened';
}

test('a folder opens, and again after it was closed', async () => {
  expect([await refusal(), await refusal()]).toEqual(['opened', 'opened']);
});

test('a folder without a site is refused and stays empty', async () => {
  const opened = await openFolder(join(dir, 'nowhere'));
  expect(opened).toMatchObject({ refusal: { code: 'folder.not-a-site' } });
  expect(existsSync(join(dir, 'nowhere'))).toBe(false);
});

test.each([
  ['no JSON', '{'],
  ['of another version', '{"format":2,"role":"central","name":"C"}'],
  ['empty', ''],
])('a configuration that is %s is never taken for none', async (_what, text) => {
  writeFileSync(file('config.json'), text);
  expect(await refusal()).toBe('folder.unreadable-file');
  const made = await initCentral({ dir, name: 'Other', adminPassword: 'a small country' });
  expect(made).toMatchObject({ refusal: { code: 'folder.unreadable-file' } });
  expect(readFileSync(file('config.json'), 'utf8')).toBe(text);
});

test('a missing key is named', async () => {
  rmSync(file('device.json'));
  expect(await refusal()).toBe('folder.no-device-key');
});

test('[EN4] a missing or damaged database is named, and not made anew', async () => {
  rmSync(file('atoll.db'));
  expect(await refusal()).toBe('database.damaged-file');
  expect(existsSync(file('atoll.db'))).toBe(false);
  writeFileSync(file('atoll.db'), 'this was a database once');
  expect(await refusal()).toBe('database.damaged-file');
});

test('[EN4] a site whose database is lost is not downloaded anew under the same identity', async () => {
  const hub = valueOf(await serveSite({ dir, port: 0 }));
  const { token } = JSON.parse(readFileSync(file('server.json'), 'utf8')) as { token: string };
  const answer = await fetch(`${hub.url}/api/operations/create-site`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'North', site_type: 'open' }),
  });
  const { code } = ((await answer.json()) as { result: { code: string } }).result;
  const north = join(dir, 'north');
  const asked = { dir: north, centralUrl: hub.url, code, adminPassword: 'a small country' };
  valueOf(await initSite(asked));
  rmSync(join(north, 'atoll.db'));
  expect(await initSite(asked)).toMatchObject({ refusal: { code: 'database.damaged-file' } });
  expect(await openFolder(north)).toMatchObject({ refusal: { code: 'database.damaged-file' } });
  await hub.close();
});

test('[EN3] a folder is opened by one at a time', async () => {
  const first = valueOf(await openFolder(dir));
  expect(await refusal()).toBe('database.folder-in-use');
  await first.close();
  expect(await refusal()).toBe('opened');
});
