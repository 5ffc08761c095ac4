import { describe, expect, it } from 'vitest';
import { must, type Result } from '#base';
import type { Row } from '#dictionary';
import type { Group } from '#protocol';
import { type CountryOptions, type Place, smallCountry } from '../small-country.ts';
import { clinics } from './clinics.ts';
import { catalogue, readyShipment, receiveStock } from './shipment.ts';

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

const asks = (place: Place, operation: string, input: Row) =>
  place.site.api.operation(place.session, operation, input);

async function stockedClinic(options: CountryOptions = {}) {
  const world = await clinics(options);
  const { country, here } = world;
  const { items } = await catalogue(country);
  await receiveStock(country, country.one, here, [
    {
      item: must(items[0], 'an item'),
      packs: '5',
      pack_size: '10',
      cost_price: '2',
      sell_price: '3',
    },
  ]);
  await country.settle();
  return world;
}

const KEPT_BACK = ['invoice', 'invoice_line', 'stock_line', 'stock_movement'];

async function counts(place: Place, store: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of KEPT_BACK) {
    const rows = await place.rows(table, table === 'invoice_line' ? {} : { store_id: store });
    found[table] = rows.length;
  }
  return found;
}

describe('sync settings of a store', () => {
  it('[RT6] switched on, a dispensary sends all that it kept to itself', async () => {
    const { country, here } = await stockedClinic();
    const atSite = await counts(country.one, here);
    expect(atSite).toEqual({ invoice: 1, invoice_line: 1, stock_line: 1, stock_movement: 1 });
    expect(await counts(country.central, here)).toMatchObject({ invoice: 0, stock_line: 0 });
    await country.central.does('set-store-sync-settings', {
      store_id: here,
      include_transactions: true,
    });
    expect(await country.central.row('store', here)).toMatchObject({
      include_transactions_in_sync: true,
    });
    await country.settle();
    await country.one.site.settle();
    await country.settle();
    expect(await counts(country.central, here)).toEqual(atSite);
    expect(await country.central.quarantine()).toEqual([]);
  });

  it('[RT6] [C1] a document that is edited before its turn brings its lines along', async () => {
    const { country, here } = await stockedClinic({ sizes: { pushGroups: 1 } });
    const { central, one } = country;
    await central.does('set-store-sync-settings', { store_id: here, include_transactions: true });
    const [invoice] = await one.rows('invoice', { store_id: here });
    for (const code of ['A', 'B'])
      await one.puts('location', country.id(), { store_id: here, code });
    let exchanges = 0;
    country.onExchange = async () => {
      exchanges += 1;
      if (exchanges === 2)
        await one.puts('invoice', String(invoice?.['id']), { comment: 'before its turn' });
    };
    await one.site.sync();
    const groups = await one.database.read((view) => view.select({ table: 'outgoing_group' }));
    const [edit] = groups
      .map(({ body }) => (body as unknown as Group).changes)
      .filter((changes) => changes.some(({ row }) => row['comment'] === 'before its turn'));
    expect(edit?.map(({ table }) => table)).toEqual(['invoice', 'invoice_line']);
    await country.settle();
    expect(await counts(central, here)).toMatchObject({ invoice: 1, invoice_line: 1 });
  });

  it('[RT6] [B10] a line that is edited before the turn of its document brings the document along', async () => {
    const { country, here } = await stockedClinic({ sizes: { pushGroups: 1 } });
    const { central, one } = country;
    const [name_id = null] = (await one.rows('invoice', { store_id: here })).map(
      (row) => row['name_id'] ?? null,
    );
    const [invoice, line] = [country.id(), country.id()];
    const [item_id = null] = (await one.rows('item')).map(({ id }) => id ?? null);
    await one.puts('invoice', invoice, { store_id: here, name_id, type: 'supplier_invoice' });
    await one.puts('invoice_line', line, { invoice_id: invoice, item_id, pack_size: '1' });
    await central.does('set-store-sync-settings', { store_id: here, include_transactions: true });
    for (const code of ['A', 'B'])
      await one.puts('location', country.id(), { store_id: here, code });
    let exchanges = 0;
    country.onExchange = async () => {
      exchanges += 1;
      if (exchanges === 2) await one.puts('invoice_line', line, { note: 'before its turn' });
    };
    await one.site.sync();
    country.onExchange = undefined;
    await country.settle();
    expect(await central.quarantine()).toEqual([]);
    expect(await central.row('invoice_line', line)).toMatchObject({ note: 'before its turn' });
  });

  it('[RT6] [B10] a site that loses a store sends no lines that central wrote for another', async () => {
    const country = await smallCountry();
    const { central, one, two, a } = country;
    const { store_id: second = null } = await central.does('create-store', {
      code: 'C',
      name: 'Store C',
      store_mode: 'store',
      site_id: one.site.siteId,
    });
    await central.puts('store', a.store, { store_mode: 'dispensary' });
    const { invoice } = await readyShipment(country);
    await country.settle();
    one.line.open = false;
    await two.does('finalise-invoice', { invoice_id: invoice });
    await country.settle();
    await central.does('set-store-sync-settings', {
      store_id: a.store,
      include_transactions: true,
    });
    await central.does('assign-store', { store_id: second, site_id: two.site.siteId });
    one.line.open = true;
    await country.settle();
    expect(await central.quarantine()).toEqual([]);
    expect(await one.rows('invoice', { type: 'supplier_invoice' })).toHaveLength(1);
  });

  it('[SD1] [RT6] written as a row they have the same effect, and the column of the store is nobody’s to write', async () => {
    const { country, here } = await stockedClinic();
    const { central } = country;
    const id = country.id();
    await central.puts('store_sync_setting', id, { store_id: here, include_transactions: true });
    expect(await central.row('store', here)).toMatchObject({ include_transactions_in_sync: true });
    await central.puts('store_sync_setting', id, { include_transactions: false });
    await country.settle();
    expect(await country.one.row('store', here)).toMatchObject({
      include_transactions_in_sync: false,
    });
    expect(await counts(central, here)).toMatchObject({ invoice: 0, stock_line: 0 });
    const byHand = central.site.api.putRow(central.session, 'store', here, {
      include_transactions_in_sync: true,
    });
    expect((await refusalOf(byHand)).message).toMatch(/set by the system/);
    const gone = central.site.api.deleteRow(central.session, 'store_sync_setting', id);
    expect((await refusalOf(gone)).code).toBe('row.not-deleted');
  });

  it('[B1] name collectors, which hold the store from the next sync on and no longer', async () => {
    const country = await smallCountry();
    const { central, two, a } = country;
    const shelf = country.id();
    await country.one.puts('location', shelf, { store_id: a.store, code: 'x' });
    await country.settle();
    expect(await two.rows('location')).toEqual([]);
    const collect = (collectors: readonly number[]) =>
      central.does('set-store-sync-settings', { store_id: a.store, collectors: [...collectors] });
    await collect([two.site.siteId]);
    await country.settle();
    expect(await two.row('location', shelf)).toMatchObject({ code: 'x' });
    await collect([]);
    await country.settle();
    expect(await two.rows('location')).toEqual([]);
  });

  it('[SD1] say which site, store or mode does not fit', async () => {
    const { central, one, a } = await smallCountry();
    const set = (input: Row) =>
      refusalOf(asks(central, 'set-store-sync-settings', { store_id: a.store, ...input }));
    expect((await set({ include_transactions: false })).code).toBe('store.no-dispensary');
    expect((await set({ collectors: [9] })).kind).toBe('not-found');
    expect((await set({ collectors: [3, 3] })).code).toBe('store.collectors');
    expect((await set({ collectors: [one.site.siteId] })).code).toBe('store.collector-is-active');
    await central.does('disable-site', { site_id: 3 });
    expect((await set({ collectors: [3] })).code).toBe('site.retired');
    expect((await set({ store_id: central.site.siteId })).kind).toBe('input');
    const elsewhere = asks(one, 'set-store-sync-settings', { store_id: a.store, collectors: [] });
    expect((await refusalOf(elsewhere)).code).toBe('site.done-at-central');
  });
});
