import { describe, expect, it } from 'vitest';
import { type Place, type SmallCountry, smallCountry } from '../small-country.ts';
import { draftShipment, readyShipment } from './shipment.ts';

const SHARED = [
  'store',
  'name',
  'item',
  'unit',
  'name_store_join',
  'item_store_join',
  'location',
  'stock_line',
  'stock_movement',
  'invoice',
  'invoice_line',
  'number_sequence',
  'transfer_log',
];

async function holdings(place: Place): Promise<Record<string, unknown>> {
  const held: Record<string, unknown> = {};
  for (const table of SHARED) held[table] = await place.rows(table);
  return held;
}

async function shippedCountry(): Promise<SmallCountry> {
  const country = await smallCountry();
  const shipment = await readyShipment(country);
  await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
  await country.settle();
  return country;
}

describe('who receives what', () => {
  it('[RT1] a central row comes to each site once, and nothing comes when nothing is new', async () => {
    const country = await smallCountry();
    await country.central.puts('item', country.id(), { code: 'one', name: 'One' });
    for (const place of [country.one, country.two]) {
      expect((await place.site.sync()).pulled).toBe(1);
      expect((await place.site.sync()).pulled).toBe(0);
    }
  });

  it('[RT2] a row of B goes to central, never to A and never back', async () => {
    const country = await smallCountry();
    await draftShipment(country);
    const sent = await country.two.site.sync();
    expect(sent).toMatchObject({ pulled: 0, error: null });
    await country.settle();
    expect(await country.central.rows('stock_line')).toHaveLength(3);
    expect(await country.one.rows('stock_line')).toEqual([]);
    expect(await country.one.rows('stock_movement')).toEqual([]);
  });

  it('[RT5] [B8] a site wiped and enrolled again holds what it held, numbers included, and pushes nothing back', async () => {
    const country = await shippedCountry();
    const before = await holdings(country.two);
    const again = await country.enrolAgain(country.two);
    const first = await again.site.sync();
    expect(await holdings(again)).toEqual(before);
    expect(first.pushed).toBe(0);
    const next = country.id();
    await again.puts('invoice', next, {
      store_id: country.b.store,
      name_id: country.a.name,
      type: 'customer_invoice',
    });
    expect(await again.row('invoice', next)).toMatchObject({ serial: 2 });
    await country.settle();
  });

  it('[B2] what a site may no longer hold is gone from it after one sync', async () => {
    const country = await shippedCountry();
    const third = await country.addSite('District Three');
    await country.central.does('create-store', {
      code: 'C',
      name: 'Store C',
      store_mode: 'store',
      site_id: third.site.siteId,
    });
    await country.settle();
    expect((await third.rows('store')).map((store) => store['code'])).toEqual(['C']);
    const [c] = await third.rows('store');
    const storeC = String(c?.['id']);
    await country.central.does('make-stores-visible', {
      store_id: storeC,
      other_store_id: country.b.store,
    });
    await third.site.sync();
    expect((await third.rows('store')).map((store) => store['code']).sort()).toEqual(['B', 'C']);
    await country.central.does('hide-name', { name_id: country.b.name, store_id: storeC });
    await third.site.sync();
    expect((await third.rows('store')).map((store) => store['code'])).toEqual(['C']);
  });

  it('[D7] [DR2] a person may edit only where the row is edited, and is told where that is', async () => {
    const country = await shippedCountry();
    const [item] = await country.one.rows('item');
    const id = String(item?.['id']);
    const refused = await country.one.site.api.putRow(country.one.session, 'item', id, {
      name: 'No',
    });
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        code: 'gate.edited-elsewhere',
        message: expect.stringContaining('Central Medical Stores'),
      },
    });
    const line = (await country.central.rows('location', { store_id: country.b.store }))[0];
    expect(line).toBeUndefined();
    const atCentral = await country.central.site.api.putRow(
      country.central.session,
      'location',
      country.id(),
      { store_id: country.b.store, code: 'L1' },
    );
    expect(atCentral).toMatchObject({
      ok: false,
      refusal: { code: 'gate.edited-elsewhere', message: expect.stringContaining('District Two') },
    });
  });

  it('[DR4] in a mirrored country the primary edits an item, central may not', async () => {
    const country = await smallCountry({ mirrored: true });
    const id = country.id();
    await country.primary.puts('item', id, { code: 'p', name: 'From the primary' });
    await country.settle();
    for (const place of [country.central, country.one, country.two])
      expect(await place.row('item', id)).toMatchObject({ code: 'p' });
    const refused = await country.central.site.api.putRow(country.central.session, 'item', id, {
      name: 'No',
    });
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'gate.edited-elsewhere', message: expect.stringContaining('Primary') },
    });
  });

  it('[ST4] a shipment crosses a mirrored country just the same', async () => {
    const country = await smallCountry({ mirrored: true });
    const shipment = await readyShipment(country);
    await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
    await country.settle();
    expect(await country.one.rows('invoice', { type: 'supplier_invoice' })).toMatchObject([
      { serial: 1 },
    ]);
    expect(await country.primary.rows('invoice')).toEqual([]);
  });
});

it('[B2] with two stores that see each other go the names that only one of them saw', async () => {
  const country = await smallCountry();
  const { central, one, two, a, id } = country;
  const { store_id: clinic = null } = await central.does('create-store', {
    code: 'C',
    name: 'Clinic',
    store_mode: 'store',
  });
  await central.does('assign-store', { store_id: clinic, site_id: one.site.siteId });
  await central.does('make-stores-visible', { store_id: a.store, other_store_id: clinic });
  const [customer, tag] = [id(), id()];
  await central.puts('name', customer, { code: 'x', name: 'x' });
  await central.does('hide-name', { name_id: customer, store_id: a.store });
  await central.puts('name_tag', tag, { description: 'x' });
  await central.puts('name_tag_join', id(), { name_id: customer, name_tag_id: tag });
  await country.settle();
  expect(await one.rows('name_tag_join')).toHaveLength(1);
  for (const store_id of [clinic, a.store])
    await central.does('assign-store', { store_id, site_id: two.site.siteId });
  await country.settle();
  expect(await one.rows('name_tag_join')).toEqual([]);
});
