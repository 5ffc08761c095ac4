// Real servers in processes of their own, a network that does its worst, kill -9 at any moment. A witness outside
// writes down what people were told is saved. In the end all of it is there, once, wherever it belongs.
import { randomInt } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, onTestFailed } from 'vitest';
import { add, type Decimal, multiply, newId, parseDecimal, valueOf, ZERO } from '#base';
import type { Row } from '#dictionary';
import { nodeHost } from '#host';
import type { PagedRows, QuarantinedGroup, SyncRun, SyncStatus } from '#site';
import type { ApiClient } from './api-client.ts';
import { initCentral } from './folder/init-central.ts';
import { initSite } from './folder/init-site.ts';
import { drawn } from './testing/drawn.ts';
import { FAULTS, type Fault, type FaultProxy, faultProxy } from './testing/fault-proxy.ts';
import { type ServerProcess, serverProcess } from './testing/server-process.ts';

const adminPassword = 'a small country';
/** What breaks is drawn from it. A run that fails names it; when things happen, processes decide for themselves. */
const SEED = Number(process.env['ATOLL_CHAOS_SEED'] ?? randomInt(2 ** 32));
const KILLS = Number(process.env['ATOLL_CHAOS_KILLS'] ?? 10);
/** Rows of the stores' work; a site's copy and central's are compared whole. */
const TABLES = [
  'location',
  'invoice',
  'invoice_line',
  'stock_line',
  'stock_movement',
  'number_sequence',
] as const;

/** What somebody was told is saved: the row as it was shown to them. */
interface Witnessed {
  readonly table: string;
  readonly row: Row;
}

interface Place {
  readonly name: string;
  readonly server: ServerProcess;
  readonly store: string;
  /** The store as others name it. */
  readonly partner: string;
  readonly witness: Witnessed[];
  /** Invoices whose finalisation was confirmed, to the partner of another place. */
  readonly shipped: string[];
}

let root = '';
let central: ServerProcess;
let places: Place[] = [];
let proxies: FaultProxy[] = [];
let faultsOn = false;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'atoll-chaos-'));
});
afterEach(async () => {
  for (const server of [central, ...places.map((place) => place.server)]) await server.kill();
  for (const proxy of proxies) await proxy.close();
  rmSync(root, { recursive: true });
});

it('[A1, A2, A7, A8, B6, C4, F1, F7] keeps everything that was called saved, whatever breaks', async () => {
  onTestFailed(() => {
    process.stderr.write(`ATOLL_CHAOS_SEED=${SEED} draws the same faults and kills\n`);
  });
  const item = await raise();
  faultsOn = true;
  const stop = new AbortController();
  const work = places.flatMap((place) => [
    goOn(stop.signal, () => receive(place, item)),
    goOn(stop.signal, () => ship(place)),
    goOn(stop.signal, () => tidy(place)),
  ]);
  await Promise.race([killInTurn(), ...work]);
  stop.abort();
  await Promise.all(work);
  faultsOn = false;

  await comeToRest();
  for (const place of places) await holdsWitnessed(place);
  for (const place of places) await equalsCentral(place);
  await halvesAreThere();
  for (const place of places) await sumsAreRight(place);
  const all = places.flatMap(({ witness }) => witness);
  const done = new Set(proxies.flatMap((proxy) => [...proxy.done.keys()]));
  expect(all.length).toBeGreaterThan(KILLS);
  expect(places.flatMap(({ shipped }) => shipped).length).toBeGreaterThan(0);
  expect(FAULTS.filter((fault) => !done.has(fault))).toEqual([]);
  for (const server of [central, ...places.map((place) => place.server)])
    expect(server.said.join('')).not.toContain('fault');
  for (const { server } of places) expect(await server.stop()).toBe(0);
  expect(await central.stop()).toBe(0);
}, 300_000);

/** Central and two sites with a store each, in step; returns an item of the catalogue. */
async function raise(): Promise<string> {
  valueOf(await initCentral({ dir: join(root, 'central'), name: 'Central', adminPassword }));
  central = serverProcess(join(root, 'central'));
  await central.start();
  const hub = central.api();
  const item = id();
  valueOf(await hub.put(`/api/tables/item/rows/${item}`, { code: 'amox', name: 'Amoxicillin' }));
  const supplier = { code: 'outside', name: 'Outside', type: 'facility', is_supplier: true };
  valueOf(await hub.put(`/api/tables/name/rows/${id()}`, supplier));
  places = [];
  proxies = [];
  for (const name of ['north', 'south']) {
    const { site_id, code } = await does(hub, 'create-site', { name, site_type: 'open' });
    const proxy = await faultProxy(central.url(), draws(drawn(SEED, name)));
    proxies.push(proxy);
    const dir = join(root, name);
    valueOf(await initSite({ dir, centralUrl: proxy.url, code: String(code), adminPassword }));
    const made = await does(hub, 'create-store', {
      code: name,
      name: `Store ${name}`,
      store_mode: 'store',
      site_id: Number(site_id),
    });
    const server = serverProcess(dir);
    places.push({
      name,
      server,
      store: String(made['store_id']),
      partner: String(made['name_id']),
      witness: [],
      shipped: [],
    });
  }
  const [one, two] = places;
  const stores = { store_id: one?.store ?? '', other_store_id: two?.store ?? '' };
  await does(hub, 'make-stores-visible', stores);
  for (const { server } of places) {
    await server.start();
    await synced(server);
  }
  return item;
}

/** Half of what crosses goes through; the rest meets one kind of fault after another. */
function draws(draw: () => number) {
  let next = Math.floor(draw() * FAULTS.length);
  return {
    fault(): Fault {
      if (!faultsOn || draw() < 0.5) return 'pass';
      next += 1;
      return FAULTS[next % FAULTS.length] ?? 'pass';
    },
    below: (below: number) => Math.floor(draw() * below),
  };
}

/** Kills servers one after another, while they work; what a site had called saved must be there when it is back. */
async function killInTurn(): Promise<void> {
  const victims = [central, ...places.map((place) => place.server)];
  const draw = drawn(SEED, 'kills');
  for (let i = 0; i < KILLS; i += 1) {
    await pause(200 + draw() * 1_300);
    const victim = victims[Math.floor(draw() * victims.length)] ?? central;
    const place = places.find(({ server }) => server === victim);
    const told = place === undefined ? [] : [...place.witness];
    await victim.kill();
    await victim.start();
    if (place !== undefined) await holdsWitnessed(place, told);
  }
}

/** A killed server does not answer, and knows nobody when it is back; any other refusal is a finding of this test. */
const AWAY = /^server\.(no-answer|not-signed-in):/;

/** The same act over and over, until told to stop; a server that is away is waited for, as people do. */
async function goOn(signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      await act();
    } catch (thrown) {
      if (!(thrown instanceof Error && AWAY.test(thrown.message))) throw thrown;
      await pause(50);
    }
    await pause(20);
  }
}

/** Stock from outside: an invoice and its lines in one unit, then confirmed and finalised. */
async function receive(place: Place, item: string): Promise<void> {
  const api = place.server.api();
  const [supplier] = await rowsOf(api, 'name', { code: 'outside' });
  const invoice = id();
  const head = {
    store_id: place.store,
    name_id: String(supplier?.['id']),
    type: 'supplier_invoice',
  };
  const line = {
    invoice_id: invoice,
    item_id: item,
    packs: '100',
    pack_size: '10',
    cost_price: '1',
    sell_price: '2',
  };
  const saved = valueOf(
    await api.post('/api/rows', [
      { table: 'invoice', id: invoice, put: head },
      { table: 'invoice_line', id: id(), put: line },
      { table: 'invoice_line', id: id(), put: { ...line, packs: '0.5' } },
    ]),
  ) as { rows: Row[] };
  for (const [i, row] of saved.rows.entries())
    tell(place, { table: i === 0 ? 'invoice' : 'invoice_line', row });
  for (const operation of ['confirm-invoice', 'finalise-invoice'])
    await change(place, api, operation, invoice);
}

/** Stock to the store of the other place. */
async function ship(place: Place): Promise<void> {
  const api = place.server.api();
  const other = places.find((each) => each !== place);
  const [stock] = (await rowsOf(api, 'stock_line', { store_id: place.store })).filter(
    (each) => Number(each['available_packs']) >= 1,
  );
  if (stock === undefined) return;
  const invoice = id();
  const head = {
    store_id: place.store,
    name_id: other?.partner ?? '',
    type: 'customer_invoice',
  };
  const put = { invoice_id: invoice, item_id: String(stock['item_id']), packs: '1' };
  const saved = await api.post('/api/rows', [
    { table: 'invoice', id: invoice, put: head },
    { table: 'invoice_line', id: id(), put: { ...put, stock_line_id: String(stock['id']) } },
  ]);
  const { rows } = valueOf(saved) as { rows: Row[] };
  for (const [i, row] of rows.entries())
    tell(place, { table: i === 0 ? 'invoice' : 'invoice_line', row });
  await change(place, api, 'confirm-invoice', invoice);
  await change(place, api, 'finalise-invoice', invoice);
  place.shipped.push(invoice);
}

/** Small edits of one row, and what came from the other store is taken in. */
async function tidy(place: Place): Promise<void> {
  const api = place.server.api();
  const location = id();
  for (const description of ['a shelf', 'a better shelf']) {
    const put = { store_id: place.store, code: location.slice(-12), description };
    const row = valueOf(await api.put(`/api/tables/location/rows/${location}`, put)) as Row;
    tell(place, { table: 'location', row });
  }
  const arrived = await rowsOf(api, 'invoice', {
    store_id: place.store,
    type: 'supplier_invoice',
    status: 'new',
  });
  // NOTE a half that has just arrived has no number until its store has given it one, a moment later.
  const half = arrived.find(
    (each) => each['linked_invoice_id'] !== null && Number(each['serial']) !== -1,
  );
  if (half === undefined) return;
  if (half['on_hold'] === true) await change(place, api, 'release-invoice', String(half['id']));
  await change(place, api, 'confirm-invoice', String(half['id']));
}

async function change(place: Place, api: ApiClient, operation: string, invoice_id: string) {
  await does(api, operation, { invoice_id });
  const [row] = await rowsOf(api, 'invoice', { id: invoice_id });
  if (row !== undefined) tell(place, { table: 'invoice', row });
}

function tell(place: Place, witnessed: Witnessed): void {
  place.witness.push(witnessed);
  appendFileSync(join(root, `${place.name}.witness`), `${JSON.stringify(witnessed)}\n`);
}

/** Each witnessed row is there: as it was shown, or as a later change of it. */
async function holdsWitnessed(
  { name, server, witness }: Place,
  told: readonly Witnessed[] = witness,
): Promise<void> {
  const held = new Map<string, Row>();
  for (const table of TABLES)
    for (const row of await rowsOf(server.api(), table)) held.set(String(row['id']), row);
  const lost = told.filter(({ row }) => {
    const now = held.get(String(row['id']));
    if (now === undefined || Number(now['row_version']) < Number(row['row_version'])) return true;
    return now['row_version'] === row['row_version'] && !same(now, row);
  });
  expect({ name, lost }).toEqual({ name, lost: [] });
}

/** [B6] With the faults gone, all is in step after six rounds, and nothing waits anywhere. */
async function comeToRest(): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    let moved = 0;
    for (const { server } of places) {
      const { pushed, pulled } = await synced(server);
      moved += pushed + pulled;
    }
    if (moved === 0) break;
  }
  for (const { server, name } of places) {
    const status = valueOf(await server.api().get('/api/sync/status')) as SyncStatus;
    expect({ name, ...status }).toMatchObject({
      name,
      waiting_to_push: 0,
      error: null,
      quarantined: 0,
    });
  }
  expect(valueOf(await central.api().get('/api/quarantine')) as QuarantinedGroup[]).toEqual([]);
}

async function equalsCentral({ name, server, store }: Place): Promise<void> {
  for (const table of TABLES) {
    const where = table === 'invoice_line' ? {} : { store_id: store };
    const here = await rowsOf(server.api(), table, where);
    const ids = new Set(here.map((row) => row['id']));
    const there = (await rowsOf(central.api(), table, where)).filter(
      (row) => table !== 'invoice_line' || ids.has(row['id']),
    );
    expect({ name, table, rows: there }).toEqual({ name, table, rows: here });
  }
}

/** [F1] Every shipment has one half, where it went and at central, with the lines of the shipment. */
async function halvesAreThere(): Promise<void> {
  for (const place of places) {
    const other = places.find((each) => each !== place);
    const halves = await rowsOf(other?.server.api() ?? central.api(), 'invoice', {
      store_id: other?.store ?? '',
      type: 'supplier_invoice',
    });
    const linked = halves.map((each) => each['linked_invoice_id']);
    const wrong = place.shipped.filter(
      (invoice) => linked.filter((each) => each === invoice).length !== 1,
    );
    expect({ from: place.name, wrong }).toEqual({ from: place.name, wrong: [] });
  }
}

/** [C4 F7] Stock is the sum of its movements; numbers have no gap and come once. */
async function sumsAreRight({ name, server, store }: Place): Promise<void> {
  const api = server.api();
  const movements = await rowsOf(api, 'stock_movement', { store_id: store });
  for (const line of await rowsOf(api, 'stock_line', { store_id: store })) {
    const sum = movements
      .filter((each) => each['stock_line_id'] === line['id'])
      .reduce((total, each) => add(total, decimalIn(each, 'quantity')), ZERO);
    const units = multiply(decimalIn(line, 'total_packs'), decimalIn(line, 'pack_size'));
    expect({ name, line: line['id'], units }).toEqual({ name, line: line['id'], units: sum });
  }
  for (const type of ['customer_invoice', 'supplier_invoice']) {
    const serials = (await rowsOf(api, 'invoice', { store_id: store, type }))
      .map((each) => Number(each['serial']))
      .filter((serial) => serial !== -1)
      .sort((a, b) => a - b);
    expect({ name, type, serials }).toEqual({ name, type, serials: serials.map((_, i) => i + 1) });
  }
}

function decimalIn(row: Row, column: string): Decimal {
  const value = parseDecimal(row[column]);
  if (value === undefined) throw new Error(`${column} is no decimal: ${String(row[column])}`);
  return value;
}

async function synced(server: ServerProcess): Promise<SyncRun> {
  return valueOf(await server.api().post('/api/sync/run', {})) as SyncRun;
}

async function does(api: ApiClient, name: string, input: Row): Promise<Row> {
  return (valueOf(await api.post(`/api/operations/${name}`, input)) as { result: Row }).result;
}

/** All rows, page by page. */
async function rowsOf(api: ApiClient, table: string, where: Row = {}): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query = new URLSearchParams({ limit: '1000', where: JSON.stringify(where), after });
    const page = valueOf(await api.get(`/api/tables/${table}/rows?${query}`)) as PagedRows;
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

function same(one: Row, other: Row): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function id(): string {
  return newId(nodeHost.clock, nodeHost.random);
}
