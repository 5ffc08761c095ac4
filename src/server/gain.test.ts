// A site gains a store with so much behind it that it comes as a file, over a line that is cut again and again.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { newId, valueOf } from '#base';
import { nodeHost } from '#host';
import type { PagedRows, SyncRun } from '#site';
import { type ApiClient, apiClient } from './api-client.ts';
import { initCentral } from './folder/init-central.ts';
import { initSite } from './folder/init-site.ts';
import { readServerFile } from './folder/server-file.ts';
import { type ServedSite, serveSite } from './serve-site.ts';
import { faultProxy } from './testing/fault-proxy.ts';

const adminPassword = 'a small country';
const MANY = 21_000;
const root = mkdtempSync(join(tmpdir(), 'atoll-gain-'));
const served: ServedSite[] = [];
const id = () => newId(nodeHost.clock, nodeHost.random);
afterAll(async () => {
  for (const each of served.reverse()) await each.close();
  rmSync(root, { recursive: true });
});

async function serve(name: string): Promise<ApiClient & { readonly url: string }> {
  const site = valueOf(await serveSite({ dir: join(root, name), port: 0, scheduled: false }));
  served.push(site);
  const api = apiClient((await readServerFile(join(root, name))) ?? { url: '', token: '' });
  return { ...api, url: site.url };
}

async function does(api: ApiClient, name: string, input: object): Promise<Made> {
  const made = valueOf(await api.post(`/api/operations/${name}`, input));
  return (made as { readonly result: Made }).result;
}

interface Made {
  readonly site_id: number;
  readonly store_id: string;
  readonly code: string;
}

async function site(central: ApiClient, name: string, centralUrl: string) {
  const { code, site_id } = await does(central, 'create-site', { name, site_type: 'open' });
  const store = { code: name, name, site_id, store_mode: 'store' };
  const { store_id } = await does(central, 'create-store', store);
  valueOf(await initSite({ dir: join(root, name), centralUrl, code, adminPassword }));
  return { api: await serve(name), site_id, store_id };
}

async function put(api: ApiClient, store_id: string, from: number, count: number) {
  const rows = Array.from({ length: count }, (_, i) => ({
    table: 'location',
    id: id(),
    put: { store_id, code: `L${from + i}`, description: `Shelf ${from + i}` },
  }));
  valueOf(await api.post('/api/rows', rows));
}

const sync = async (api: ApiClient) => valueOf(await api.post('/api/sync/run', {})) as SyncRun;

async function codesAt(api: ApiClient, store_id: string): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  for (let after: string | null = ''; after !== null; ) {
    const more = after === '' ? '' : `&after=${after}`;
    const query = `/api/tables/location/rows?limit=1000${more}`;
    const page = valueOf(await api.get(query)) as PagedRows;
    for (const row of page.rows) if (row['store_id'] === store_id) codes.add(String(row['code']));
    after = page.next;
  }
  return codes;
}

it('[B1, C1] a large store that is gained comes as a file, whatever the line does, and goes on from there', async () => {
  valueOf(await initCentral({ dir: join(root, 'central'), name: 'Central', adminPassword }));
  const central = await serve('central');
  let bad = false;
  let asked = 0;
  const line = await faultProxy(central.url, {
    fault: () => {
      asked += 1;
      return bad && asked % 10 >= 4 ? 'cut-reply' : 'pass';
    },
    below: (below) => below >> 1,
  });
  const far = await site(central, 'far', central.url);
  for (let from = 0; from < MANY; from += 3_000) await put(far.api, far.store_id, from, 3_000);
  expect((await sync(far.api)).error).toBeNull();
  const near = await site(central, 'near', line.url);
  await put(near.api, near.store_id, 0, 5);
  expect((await sync(near.api)).error).toBeNull();

  const setting = { store_id: far.store_id, collectors: [near.site_id] };
  valueOf(
    await central.post('/api/rows', [{ table: 'store_sync_setting', id: id(), put: setting }]),
  );
  bad = true;
  let runs = 0;
  for (let done = false; !done; runs += 1) {
    expect(runs).toBeLessThan(40);
    const { error } = await sync(near.api);
    done = error === null;
    if (!done) expect((await codesAt(near.api, far.store_id)).size).toBe(0);
  }
  bad = false;
  expect((await codesAt(near.api, far.store_id)).size).toBe(MANY);
  expect((await codesAt(near.api, near.store_id)).size).toBe(5);
  expect(readdirSync(join(root, 'central', 'copies')).join()).toContain(`site-${near.site_id}-`);
  expect(existsSync(join(root, 'near', 'gained', 'gained.db'))).toBe(false);

  await put(far.api, far.store_id, MANY, 1);
  await sync(far.api);
  expect((await sync(near.api)).pulled).toBe(1);
  expect(await codesAt(near.api, far.store_id)).toContain(`L${MANY}`);
  expect(runs).toBeGreaterThan(1);
  await line.close();
}, 60_000);
