// A first download large enough to be a copy, over lines that do it no good.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, valueOf } from '#base';
import type { Row } from '#dictionary';
import { nodeHost } from '#host';
import type { PagedRows } from '#site';
import { type ApiClient, apiClient } from './api-client.ts';
import { initCentral } from './folder/init-central.ts';
import { initSite } from './folder/init-site.ts';
import { readServerFile } from './folder/server-file.ts';
import { type ServedSite, serveSite } from './serve-site.ts';
import { type Fault, type FaultProxy, faultProxy } from './testing/fault-proxy.ts';

const adminPassword = 'a small country';
const ITEMS = 21_000;
/** Frames that a site asks for at a time: so many are lost when the line is cut. */
const UNDER_WAY = 3;
const root = mkdtempSync(join(tmpdir(), 'atoll-first-download-'));
const folder = (name: string) => join(root, name);
let hub: ServedSite;
let api: ApiClient;

beforeAll(async () => {
  valueOf(await initCentral({ dir: folder('central'), name: 'Central', adminPassword }));
  hub = valueOf(await serveSite({ dir: folder('central'), port: 0 }));
  api = apiClient((await readServerFile(folder('central'))) ?? { url: '', token: '' });
  for (let from = 0; from < ITEMS; from += 3_000) await put(from, 3_000);
});
afterAll(async () => {
  await hub.close();
  rmSync(root, { recursive: true });
});

const item = (number: number): Row => ({
  code: `i${number}`,
  name: `Item ${number} ${String(number * 7_919).repeat(12)}`,
});
async function put(from: number, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => ({
    table: 'item',
    id: newId(nodeHost.clock, nodeHost.random),
    put: item(from + i),
  }));
  valueOf(await api.post('/api/rows', rows));
}

async function code(name: string): Promise<string> {
  const made = await api.post('/api/operations/create-site', { name, site_type: 'open' });
  return (valueOf(made) as { readonly result: { readonly code: string } }).result.code;
}

/** The same command, until it is done or was given `most` times. */
async function initAgainAndAgain(name: string, line: FaultProxy, most: number): Promise<number> {
  const asked = { dir: folder(name), centralUrl: line.url, code: await code(name), adminPassword };
  for (let times = 1; times <= most; times += 1) {
    const made = await initSite(asked);
    if (made.ok) return times;
    // A database only ever is what had arrived whole.
    const there = (file: string) => existsSync(join(asked.dir, file));
    expect(there('atoll.db') && there('first-download.part')).toBe(false);
  }
  throw new Error(`${name} was not there after ${most} times.`);
}

async function itemsOf(name: string): Promise<readonly string[]> {
  const site = valueOf(await serveSite({ dir: folder(name), port: 0, scheduled: false }));
  try {
    const there = apiClient((await readServerFile(folder(name))) ?? { url: '', token: '' });
    const codes: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const query = `limit=1000${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`;
      const page: PagedRows = valueOf(
        await there.get(`/api/tables/item/rows?${query}`),
      ) as PagedRows;
      codes.push(...page.rows.map((row) => String(row['code'])));
      after = page.next;
    }
    return codes.sort();
  } finally {
    await site.close();
  }
}

const codesUpTo = (count: number) => Array.from({ length: count }, (_, i) => `i${i}`).sort();

it('[EN5] goes on at the last whole frame over a line that is cut again and again', async () => {
  let asked = 0;
  // So many in a row that asking once more does not help any of the frames under way.
  const line = await faultProxy(hub.url, {
    fault: () => {
      asked += 1;
      if (asked % 10 < 4) return 'pass';
      return asked % 2 === 0 ? 'cut-reply' : 'lose-reply';
    },
    below: (below) => below >> 1,
  });
  const straight = await faultProxy(hub.url, { fault: () => 'pass', below: () => 0 });
  expect(await initAgainAndAgain('straight', straight, 1)).toBe(1);
  // NOTE a quick site is done with the copy while central still makes its indexes.
  await expect
    .poll(() => readdirSync(join(folder('central'), 'copies')), { timeout: 30_000 })
    .toEqual([expect.stringMatching(/^site-2-.*\.frames$/)]);
  const exchanges = straight.done.get('pass') ?? 0;
  const times = await initAgainAndAgain('cut', line, 40);
  expect(times).toBeGreaterThan(1);
  // What each cut costs is what was under way, not what had come.
  expect(line.done.get('pass')).toBeLessThanOrEqual(exchanges + times * UNDER_WAY);
  expect(await itemsOf('cut')).toEqual(codesUpTo(ITEMS));
  await line.close();
  await straight.close();
});

it('[EN5] takes no frame that was changed on the way', async () => {
  const faults: Fault[] = ['pass', 'pass', 'garble-reply', 'pass', 'pass', 'stale-reply'];
  const line = await faultProxy(hub.url, {
    fault: () => faults.shift() ?? 'pass',
    below: (below) => below >> 1,
  });
  expect(await initAgainAndAgain('garbled', line, 5)).toBeGreaterThan(1);
  expect(await itemsOf('garbled')).toEqual(codesUpTo(ITEMS));
  await line.close();
});

it('[EN5] brings with the first sync what changed after the copy was made', async () => {
  const given = await code('late');
  await put(ITEMS, 10);
  const line = await faultProxy(hub.url, { fault: () => 'pass', below: () => 0 });
  const asked = { dir: folder('late'), centralUrl: line.url, code: given, adminPassword };
  valueOf(await initSite(asked));
  expect(await itemsOf('late')).toEqual(codesUpTo(ITEMS + 10));
  await line.close();
});
