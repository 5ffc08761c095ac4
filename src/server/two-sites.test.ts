// Central and a site as they really run: data folders, SQLite, sockets. In one process, so that a test takes seconds.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, valueOf } from '#base';
import type { Row } from '#dictionary';
import { nodeHost } from '#host';
import type { PagedRows, SyncRun, SyncStatus } from '#site';
import { type ApiClient, apiClient } from './api-client.ts';
import { initCentral } from './folder/init-central.ts';
import { initSite } from './folder/init-site.ts';
import { readServerFile } from './folder/server-file.ts';
import { type ServedSite, serveSite } from './serve-site.ts';
import { countingWire } from './testing/counting-wire.ts';
import { type Fault, faultProxy } from './testing/fault-proxy.ts';

const adminPassword = 'a small country';
let root = '';
let ends: (() => Promise<void>)[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'atoll-two-sites-'));
  ends = [];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  rmSync(root, { recursive: true });
});

const folder = (name: string) => join(root, name);
const id = () => newId(nodeHost.clock, nodeHost.random);

interface Running {
  readonly api: ApiClient;
  readonly served: ServedSite;
}

async function serve(name: string): Promise<Running> {
  const served = valueOf(await serveSite({ dir: folder(name), port: 0, scheduled: false }));
  ends.push(served.close);
  const file = await readServerFile(folder(name));
  return { served, api: apiClient(file ?? { url: '', token: '' }) };
}

async function central(): Promise<Running> {
  valueOf(await initCentral({ dir: folder('central'), name: 'Central', adminPassword }));
  return serve('central');
}

const does = async ({ api }: Running, name: string, input: Row): Promise<Row> =>
  (valueOf(await api.post(`/api/operations/${name}`, input)) as { result: Row }).result;
const rowsOf = async ({ api }: Running, table: string, where: Row = {}) =>
  (
    valueOf(
      await api.get(`/api/tables/${table}/rows?where=${encodeURIComponent(JSON.stringify(where))}`),
    ) as PagedRows
  ).rows;
const syncs = async ({ api }: Running) => valueOf(await api.post('/api/sync/run', {})) as SyncRun;

async function codeFor(hub: Running, name: string): Promise<string> {
  return String((await does(hub, 'create-site', { name, site_type: 'open' }))['code']);
}

const enrolled = (name: string, centralUrl: string, code: string) =>
  initSite({ dir: folder(name), centralUrl, code, adminPassword });

it('[ST3] brings a shipment from central to a site, once, and its stock into the store there', async () => {
  const hub = await central();
  valueOf(await enrolled('north', hub.served.url, await codeFor(hub, 'North')));
  const north = await serve('north');
  const store = async (code: string, site_id: number) =>
    does(hub, 'create-store', { code, name: `Store ${code}`, store_mode: 'store', site_id });
  const [from, to] = [await store('A', 1), await store('B', 2)];
  const names = { store_id: String(from['store_id']), other_store_id: String(to['store_id']) };
  await does(hub, 'make-stores-visible', names);
  const put = async (table: string, row: Row) => {
    const key = id();
    valueOf(await hub.api.put(`/api/tables/${table}/rows/${key}`, row));
    return key;
  };
  const item = await put('item', { code: 'amox', name: 'Amoxicillin' });
  const supplier = await put('name', {
    code: 's',
    name: 'Supplier',
    type: 'facility',
    is_supplier: true,
  });
  const store_id = names.store_id;
  const bought = await put('invoice', { store_id, name_id: supplier, type: 'supplier_invoice' });
  const line = { item_id: item, packs: '10', pack_size: '12', cost_price: '1', sell_price: '2' };
  const boughtLine = await put('invoice_line', { invoice_id: bought, ...line });
  await does(hub, 'confirm-invoice', { invoice_id: bought });
  const [stocked] = await rowsOf(hub, 'invoice_line', { id: boughtLine });
  const name_id = String(to['name_id']);
  const sent = await put('invoice', { store_id, name_id, type: 'customer_invoice' });
  const stock_line_id = String(stocked?.['stock_line_id']);
  await put('invoice_line', { invoice_id: sent, item_id: item, stock_line_id, packs: '4' });
  await does(hub, 'confirm-invoice', { invoice_id: sent });
  await does(hub, 'finalise-invoice', { invoice_id: sent });

  expect(await syncs(north)).toMatchObject({ error: null });
  await syncs(north);
  const half = { store_id: String(to['store_id']), type: 'supplier_invoice' };
  const [here, there] = [await rowsOf(north, 'invoice', half), await rowsOf(hub, 'invoice', half)];
  expect(here).toMatchObject([{ linked_invoice_id: sent }]);
  expect(there).toEqual(here);
  const lines = { invoice_id: String(here[0]?.['id']) };
  expect(await rowsOf(north, 'invoice_line', lines)).toMatchObject([{ packs: '4', item_id: item }]);
  expect(valueOf(await north.api.get('/api/sync/status'))).toMatchObject({
    waiting_to_push: 0,
    error: null,
    quarantined: 0,
  });
});

it('takes no more than 800 bytes for an exchange in which nothing is new, headers and all', async () => {
  const hub = await central();
  const wire = await countingWire(hub.served.url);
  ends.push(wire.close);
  valueOf(await enrolled('north', wire.url, await codeFor(hub, 'North')));
  const north = await serve('north');
  await syncs(north);
  const before = wire.bytes();
  for (let i = 0; i < 10; i += 1)
    expect(await syncs(north)).toMatchObject({ pushed: 0, pulled: 0, error: null });
  const after = wire.bytes();
  const bytes = (after.up + after.down - before.up - before.down) / 10;
  expect(after.connections).toBe(before.connections);
  expect(bytes).toBeLessThanOrEqual(800);
});

it('[EN2] goes on with a first download that was cut, with the same command and the spent code', async () => {
  const hub = await central();
  const many = Array.from({ length: 1_500 }, (_, i) => ({
    table: 'item',
    id: id(),
    put: { code: `i${i}`, name: `Item ${i}` },
  }));
  valueOf(await hub.api.post('/api/rows', many));
  const faults: Fault[] = ['lose-reply', 'lose-reply', 'pass', 'pass', 'lose-reply', 'lose-reply'];
  const proxy = await faultProxy(hub.served.url, {
    fault: () => faults.shift() ?? 'pass',
    below: () => 7,
  });
  ends.push(proxy.close);
  const code = await codeFor(hub, 'North');
  const first = await enrolled('north', proxy.url, code);
  expect(first).toMatchObject({ ok: false, refusal: { kind: 'unreachable' } });
  const second = await enrolled('north', proxy.url, code);
  expect(second).toMatchObject({ ok: false, refusal: { kind: 'unreachable' } });
  const third = valueOf(await enrolled('north', proxy.url, code));
  expect(third).toMatchObject({ site_id: 2, name: 'North' });
  const north = await serve('north');
  expect(valueOf(await north.api.get('/api/sync/status'))).toMatchObject({ state: 'idle' });
  expect(await rowsOf(north, 'item', { code: 'i1499' })).toHaveLength(1);
  expect(await enrolled('other', proxy.url, code)).toMatchObject({
    ok: false,
    refusal: { code: 'sync.code-used' },
  });
});

it('[EN3] keeps a folder to one server, and its secrets to its owner', async () => {
  const hub = await central();
  expect(await serveSite({ dir: folder('central'), port: 0 })).toMatchObject({
    ok: false,
    refusal: { code: 'database.folder-in-use' },
  });
  for (const file of ['device.json', 'server.json', 'config.json'])
    expect(statSync(join(folder('central'), file)).mode & 0o777).toBe(0o600);
  await hub.served.close();
  expect(await readServerFile(folder('central'))).toBeUndefined();
  const again = await serve('central');
  expect(valueOf(await again.api.get('/api/sync/status'))).toMatchObject({ site_id: 1 });
});

it('refuses to make a site where one is, or by an address, name or password that will not do', async () => {
  const hub = await central();
  const dir = folder('central');
  await hub.served.close();
  const refusals = [
    await initCentral({ dir, name: 'Central', adminPassword }),
    await initCentral({ dir: folder('x'), name: ' ', adminPassword }),
    await initCentral({ dir: folder('x'), name: 'X', adminPassword: 'short' }),
    await initCentral({ dir: folder('x'), name: 'X', adminPassword: '12345678' }),
    await enrolled('x', 'nowhere', 'CODE'),
    await enrolled('x', 'ftp://nowhere', 'CODE'),
    await enrolled('x', 'http://127.0.0.1:9', 'CODE'),
    await enrolled('central', 'http://127.0.0.1:9', 'CODE'),
    await serveSite({ dir: folder('none'), port: 0 }),
  ];
  expect(refusals.map((each) => (each.ok ? 'ok' : each.refusal.code))).toEqual([
    'folder.already-a-site',
    'init.bad-name',
    'server.weak-password',
    'server.weak-password',
    'init.bad-address',
    'init.bad-address',
    'transport.unreachable',
    'folder.already-a-site',
    'folder.not-a-site',
  ]);
});

it('says what is wrong while central is away, saves all the same, and catches up by itself', async () => {
  const hub = await central();
  valueOf(await enrolled('north', hub.served.url, await codeFor(hub, 'North')));
  await does(hub, 'create-store', { code: 'B', name: 'Store B', store_mode: 'store', site_id: 2 });
  const port = Number(new URL(hub.served.url).port);
  const north = await serve('north');
  await syncs(north);
  await hub.served.close();
  const [store] = await rowsOf(north, 'store', { code: 'B' });
  const location = id();
  const saved = await north.api.put(`/api/tables/location/rows/${location}`, {
    store_id: String(store?.['id']),
    code: 'L1',
    description: 'Shelf',
  });
  expect(valueOf(saved)).toMatchObject({ code: 'L1' });
  expect(await syncs(north)).toMatchObject({ error: { code: 'transport.unreachable' } });
  const status = valueOf(await north.api.get('/api/sync/status')) as SyncStatus;
  expect(status).toMatchObject({ waiting_to_push: 1, error: { code: 'transport.unreachable' } });
  const page = await (await fetch(north.served.url)).text();
  expect(page).toContain('Central cannot be reached');

  const again = valueOf(await serveSite({ dir: folder('central'), port, scheduled: false }));
  ends.push(again.close);
  expect(await syncs(north)).toMatchObject({ pushed: 1, error: null });
  expect(valueOf(await north.api.get('/api/sync/status'))).toMatchObject({
    waiting_to_push: 0,
    error: null,
  });
});

it('leaves no key or token in what it prints or serves', async () => {
  const hub = await central();
  const { private_key } = JSON.parse(readFileSync(join(folder('central'), 'device.json'), 'utf8'));
  const told = [
    await (await fetch(hub.served.url)).text(),
    await (await fetch(`${hub.served.url}/metrics`)).text(),
    JSON.stringify(await hub.api.get('/api/openapi.json')),
  ].join();
  expect(told).not.toContain(private_key);
});

it('[DP4] [DP5] looks a patient up at central over the network, and has them shown', async () => {
  const hub = await central();
  const clinicAt = async (code: string, site_id: number) =>
    String(
      (await does(hub, 'create-store', { code, name: code, store_mode: 'dispensary', site_id }))[
        'store_id'
      ],
    );
  valueOf(await enrolled('north', hub.served.url, await codeFor(hub, 'North')));
  const [home, there] = [await clinicAt('A', 1), await clinicAt('B', 2)];
  const north = await serve('north');
  await syncs(north);
  const made = await does(hub, 'register-patient', { store_id: home, last_name: 'Quagmire' });
  const found = await does(north, 'find-patient', { text: 'quag', reason: 'no papers' });
  expect(found).toMatchObject({
    found_at: 'central',
    patients: [made].map(({ code }) => ({ code })),
  });
  const patient_id = String(made['patient_id']);
  await does(north, 'show-patient-here', { patient_id, store_id: there });
  expect(await syncs(north)).toMatchObject({ error: null });
  expect(await rowsOf(north, 'patient')).toMatchObject([{ id: patient_id }]);
  await hub.served.close();
  const input = { text: 'nobody', reason: 'no papers' };
  const away = await north.api.post('/api/operations/find-patient', input);
  expect(away).toMatchObject({ ok: false, refusal: { code: 'site.asked-offline' } });
});
