// Things that turn out to be one, while sites work without knowing it.
import { describe, expect, it } from 'vitest';
import { must } from '#base';
import { emptyRow, item as itemTable, location, mergeEvent } from '#dictionary';
import type { DeliberateFault } from '#engine/ports';
import { type Place, type SmallCountry, smallCountry } from '../small-country.ts';
import { forged, forgedUnder, kept } from './forged.ts';
import { catalogue, draftShipment } from './shipment.ts';

const merges = (place: Place, kind: string, removed_id: string, kept_id: string) =>
  place.does('merge', { kind, kept_id, removed_id });

/** A receipt of each item into store A, at its own site. */
async function receives({ one, a, id }: SmallCountry, ...items: readonly string[]) {
  const invoice = id();
  await one.puts('invoice', invoice, { store_id: a.store, type: 'inventory_addition' });
  for (const item_id of items)
    await one.puts('invoice_line', id(), { invoice_id: invoice, item_id, packs: '5' });
  await one.does('finalise-invoice', { invoice_id: invoice });
}

/** What documents, stock and movements of store A name as their item, once each. */
async function itemsNamed(place: Place): Promise<readonly unknown[]> {
  const named = new Set<unknown>();
  for (const table of ['invoice_line', 'stock_line', 'stock_movement'])
    for (const row of await place.rows(table)) named.add(row['item_id']);
  return [...named];
}

/** The rows of these tables, byte for byte, as each place has them. */
async function sameEverywhere(
  { central, one }: SmallCountry,
  ...tables: readonly string[]
): Promise<void> {
  for (const table of tables) {
    const rowsAt = ({ database }: Place) =>
      database.read((view) => view.select({ table, order: [{ column: 'id' }] }));
    const here = new Map((await rowsAt(central)).map((row) => [row['id'], row]));
    for (const row of await rowsAt(one)) expect(row).toEqual(here.get(row['id']));
  }
}

async function threeItems(faults: readonly DeliberateFault[] = [], mirrored = false) {
  const country = await smallCountry({ faults: new Set(faults), mirrored });
  const { items } = await catalogue(country);
  const [a, b, c] = items;
  return {
    country,
    a: must(a, 'three items'),
    b: must(b, 'three items'),
    c: must(c, 'three items'),
  };
}

const TABLES = ['item', 'invoice_line', 'stock_line', 'stock_movement', 'merge_event'];

describe.each([{ mirrored: false }, { mirrored: true }])('items (mirrored: $mirrored)', (at) => {
  it.each([['a into b first'], ['b into c first']])(
    '[MG1, G1] %s: documents of all end at c on every site, also those made offline before',
    async (order) => {
      const { country, a, b, c } = await threeItems([], at.mirrored);
      const { primary, one } = country;
      await receives(country, a, b, c);
      await country.settle();
      one.line.open = false;
      await receives(country, a, b);
      const [ab, bc] = [() => merges(primary, 'item', a, b), () => merges(primary, 'item', b, c)];
      if (order === 'a into b first') {
        await ab();
        await bc();
      } else {
        await bc();
        await merges(primary, 'item', a, c);
      }
      await receives(country, b, a);
      await country.settle();
      one.line.open = true;
      await receives(country, a);
      await country.settle();
      expect(await country.central.quarantine()).toEqual([]);
      for (const place of [country.central, one]) expect(await itemsNamed(place)).toEqual([c]);
      await sameEverywhere(country, ...TABLES);
      const left = (await one.rows('item')).map((row) => row['code']);
      expect(left.sort()).toEqual(['item-3', 'service']);
    },
  );
});

it('[MG1] lines keep the item name that they had', async () => {
  const { country, a, c } = await threeItems();
  await receives(country, a);
  await merges(country.primary, 'item', a, c);
  await country.settle();
  expect(await country.one.rows('invoice_line')).toMatchObject([
    { item_id: c, item_name: 'Item 1' },
  ]);
});

it('[MG5] own work that still names the removed row is turned when it is written', async () => {
  const { country, a, c } = await threeItems();
  await merges(country.primary, 'item', a, c);
  await country.settle();
  const barcode = country.id();
  await country.primary.puts('barcode', barcode, { code: '1', item_id: a });
  expect(await country.primary.row('barcode', barcode)).toMatchObject({ item_id: c });
});

it('[MG5, A1] nothing of a push is refused for naming a removed row, and a fault there is seen', async () => {
  for (const faults of [[], ['late-row-not-redirected'] as const]) {
    const { country, a, c } = await threeItems(faults);
    await merges(country.primary, 'item', a, c);
    await receives(country, a);
    await country.settle();
    const named = await itemsNamed(country.central);
    expect(named).toEqual(faults.length === 0 ? [c] : [a]);
  }
});

describe('what may occur only once', () => {
  const shownIn = (place: Place, store: string) =>
    place.rows('item_store_join', { store_id: store });

  it('[MG7] collapses: the active one stays, at every site', async () => {
    const { country, a, c } = await threeItems();
    const { central, one } = country;
    const store = country.a.store;
    for (const item_id of [a, c]) await central.does('show-item', { item_id, store_id: store });
    await central.does('hide-item', { item_id: c, store_id: store });
    await country.settle();
    const active = (await shownIn(central, store)).find((row) => row['item_id'] === a);
    await merges(country.primary, 'item', a, c);
    await country.settle();
    for (const place of [central, one])
      expect(await shownIn(place, store)).toMatchObject([
        { id: active?.['id'], item_id: c, inactive: false, row_version: 2 },
      ]);
    await sameEverywhere(country, 'item_store_join');
  });

  it('[MG7] goes on under the kept one where that had none; what a site made meanwhile joins it', async () => {
    const { country, a, b, c } = await threeItems();
    const { central, one, primary, id } = country;
    const store_id = country.a.store;
    const [first, second] = [id(), id()];
    await one.puts('item_store_setting', first, { item_id: a, store_id, margin: '3' });
    await country.settle();
    one.line.open = false;
    await one.puts('item_store_setting', first, { margin: '4' });
    await one.puts('item_store_setting', second, { item_id: b, store_id, margin: '5' });
    await merges(primary, 'item', a, c);
    await merges(primary, 'item', b, c);
    one.line.open = true;
    await country.settle();
    expect(await central.quarantine()).toEqual([]);
    for (const place of [central, one])
      expect(await place.rows('item_store_setting')).toMatchObject([
        { id: first, item_id: c, margin: '4' },
      ]);
    await sameEverywhere(country, 'item_store_setting');
  });

  it('[MG7] and is not settled, by a fault, is seen', async () => {
    const { country, a, c } = await threeItems(['twins-not-settled']);
    await country.central.does('show-item', { item_id: a, store_id: country.a.store });
    await merges(country.primary, 'item', a, c);
    expect(await shownIn(country.central, country.a.store)).toMatchObject([{ item_id: a }]);
  });
});

describe('a forged merge', () => {
  const event = (country: SmallCountry, columns: object) => ({
    table: 'merge_event',
    row: {
      ...emptyRow(mergeEvent),
      id: country.id(),
      at: '2026-01-01T00:00:00.000Z',
      ...columns,
      ...kept(country.one.site.siteId),
    },
  });
  const codes = async (country: SmallCountry) =>
    (await country.central.quarantine()).map((group) => group.refusal.code);

  it('[E2, E4] of central data changes nothing', async () => {
    const { country, a, c } = await threeItems();
    const row = event(country, { kind: 'item', kept_id: c, removed_id: a });
    await country.central.site.hub.serve(country.one.site.siteId, await forged(country, [row]));
    expect(await codes(country)).toEqual(['gate.edited-elsewhere']);
    expect(await country.central.rows('merge_event')).toEqual([]);
  });

  it.each([{ faults: [] }, { faults: ['skip-merge-check-on-push'] as const }])(
    '[E2, E4] with a location of another store changes nothing (faults: $faults)',
    async ({ faults }) => {
      const country = await smallCountry({ faults: new Set(faults) });
      const { central, one, two, a, b, id } = country;
      const [own, foreign] = [id(), id()];
      await one.puts('location', own, { store_id: a.store, code: 'own' });
      await two.puts('location', foreign, { store_id: b.store, code: 'foreign' });
      await country.settle();
      const row = event(country, {
        kind: 'location',
        kept_id: own,
        removed_id: foreign,
        store_id: a.store,
      });
      await central.site.hub.serve(one.site.siteId, await forged(country, [row]));
      expect(await codes(country)).toEqual(faults.length === 0 ? ['gate.not-together'] : []);
      const left = await central.row('location', foreign);
      expect(left === undefined).toBe(faults.length > 0);
    },
  );

  it('[MG3] of a merge that is done is not taken back', async () => {
    const country = await smallCountry();
    const { central, one, a, id } = country;
    const [own, other] = [id(), id()];
    for (const each of [own, other])
      await one.puts('location', each, { store_id: a.store, code: each });
    await merges(one, 'location', other, own);
    await country.settle();
    const [done] = await central.database.read((view) => view.select({ table: 'merge_event' }));
    const row = { ...must(done, 'the merge arrived'), status: 'refused', row_version: 2 };
    await central.site.hub.serve(
      one.site.siteId,
      await forged(country, [{ table: 'merge_event', row }]),
    );
    expect(await codes(country)).toEqual(['gate.merge-for-good']);
  });

  it('waits for a row that is not there yet, and goes in when it comes', async () => {
    const country = await smallCountry();
    const { central, one, a, id } = country;
    const [own, coming] = [id(), id()];
    await one.puts('location', own, { store_id: a.store, code: 'own' });
    await country.settle();
    const columns = { kind: 'location', kept_id: own, removed_id: coming, store_id: a.store };
    const late = {
      ...emptyRow(location),
      ...kept(one.site.siteId),
      id: coming,
      store_id: a.store,
      code: 'coming',
    };
    const pushed = await forged(
      country,
      [event(country, columns)],
      [{ table: 'location', row: late }],
    );
    await central.site.hub.serve(one.site.siteId, pushed);
    expect(await codes(country)).toEqual([]);
    expect(await central.row('location', coming)).toBeUndefined();
    expect(await central.row('location', own)).toMatchObject({ code: 'own' });
  });

  it('[MG8] of the twin of a store changes nothing', async () => {
    const country = await smallCountry();
    const { central, one, b, id } = country;
    const customer = id();
    await central.puts('name', customer, { code: 'x', name: 'x' });
    await central.does('hand-over-primary', { site_id: one.site.siteId });
    await country.settle();
    const row = event(country, { kind: 'name', kept_id: customer, removed_id: b.name });
    await central.site.hub.serve(
      one.site.siteId,
      await forgedUnder(country, { primary: 1 }, [row]),
    );
    expect(await codes(country)).toEqual(['gate.not-together']);
  });
});

it('[MG6] the other half of a transfer reads the same, though its site hears of no location', async () => {
  const country = await smallCountry();
  const { one, two, b, id } = country;
  const { invoice, lines, placeholder } = await draftShipment(country);
  const [shelf, same] = [id(), id()];
  for (const each of [shelf, same])
    await two.puts('location', each, { store_id: b.store, code: each });
  for (const line of lines.slice(0, 3))
    await two.puts('invoice_line', line, { location_id: shelf });
  await two.site.api.deleteRow(two.session, 'invoice_line', placeholder);
  for (const step of ['confirm-invoice', 'finalise-invoice'])
    await two.does(step, { invoice_id: invoice });
  await country.settle();
  await merges(two, 'location', shelf, same);
  await country.settle();
  expect(await one.rows('merge_event')).toEqual([]);
  const [line] = lines;
  expect(await one.row('invoice_line', must(line, 'three lines'))).toMatchObject({
    location_id: same,
  });
  await sameEverywhere(country, 'invoice_line');
});

it('[G2] a version of the removed row that comes late does not bring it back', async () => {
  const { country, a, c } = await threeItems();
  const { central, primary } = country;
  await merges(primary, 'item', a, c);
  await country.settle();
  await central.does('hand-over-primary', { site_id: country.one.site.siteId });
  await country.settle();
  const late = {
    ...emptyRow(itemTable),
    ...kept(country.one.site.siteId),
    id: a,
    code: 'item-1',
    name: 'Late',
    row_version: 5,
  };
  await central.site.hub.serve(
    country.one.site.siteId,
    await forgedUnder(country, { primary: 1 }, [{ table: 'item', row: late }]),
  );
  expect(await central.row('item', a)).toBeUndefined();
  const tombstone = await central.database.read((view) => view.get('item', [a]));
  expect(tombstone.get(a)).toMatchObject({ merged_into_id: c, name: 'Late' });
});
