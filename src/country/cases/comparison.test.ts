import { describe, expect, it } from 'vitest';
import { must } from '#base';
import type { Row } from '#dictionary';
import { COMPARE_ROWS, PROTOCOL_VERSION } from '#protocol';
import {
  type CountryOptions,
  type Place,
  type SmallCountry,
  smallCountry,
} from '../small-country.ts';

/** A country with an item everywhere and a location in store A. */
async function world(options: CountryOptions = {}) {
  const country = await smallCountry(options);
  const [item, location] = [country.id(), country.id()];
  await country.central.puts('item', item, { code: 'par500', name: 'Paracetamol', type: 'stock' });
  await country.one.puts('location', location, { store_id: country.a.store, code: 'S1' });
  await country.settle();
  return { country, item, location };
}

/** Changes a row as no program of ours would: on the disk. */
async function damage(place: Place, table: string, id: string, columns: Row): Promise<void> {
  const row = must(await place.row(table, id), 'the row is here');
  await place.database.write((unit) => unit.put(table, [{ ...row, ...columns }]));
}

async function compare(country: SmallCountry) {
  const { rows, differences } = await country.one.does('compare-with-central', {});
  expect(await country.one.site.sync()).toMatchObject({ pushed: 0, error: null });
  return { rows: Number(rows), differences };
}

describe('a comparison with central', () => {
  it('[B9] finds nothing where nothing is amiss', async () => {
    const { country } = await world();
    const { rows, differences } = await compare(country);
    expect(rows).toBeGreaterThan(5);
    expect(differences).toEqual([]);
  });

  it('[B9] fetches again what was altered here, and says so', async () => {
    const { country, item } = await world();
    await damage(country.one, 'item', item, { name: 'Paracetamil' });
    const found = { table: 'item', id: item, left: null };
    expect((await compare(country)).differences).toEqual([found]);
    expect(await country.one.row('item', item)).toMatchObject({ name: 'Paracetamol' });
    expect(await country.one.rows('activity_log', { type: 'differed-from-central' })).toMatchObject(
      [{ table_name: 'item', record_id: item, message: 'fetched again' }],
    );
    expect((await compare(country)).differences).toEqual([]);
  });

  it('[B9] fetches again what was lost here', async () => {
    const { country, item } = await world();
    await country.one.database.write((unit) => unit.remove('item', [{ column: 'id', is: item }]));
    expect((await compare(country)).differences).toHaveLength(1);
    expect(await country.one.row('item', item)).toMatchObject({ name: 'Paracetamol' });
  });

  it('[B9] takes no deleted row for alive', async () => {
    const { country, item } = await world();
    await country.central.site.api.deleteRow(country.central.session, 'item', item);
    await country.settle();
    await country.one.database.write(async (unit) => {
      const row = must((await unit.get('item', [item])).get(item), 'the tombstone is here');
      await unit.put('item', [{ ...row, deleted_at: null }]);
    });
    expect((await compare(country)).differences).toHaveLength(1);
    expect(await country.one.rows('item', { id: item })).toEqual([]);
  });

  it('[B9] leaves what is edited here as it stands, and never sends the damage as an edit', async () => {
    const { country, location } = await world();
    await damage(country.one, 'location', location, { code: 'S7' });
    const found = { table: 'location', id: location, left: 'edited here' };
    expect((await compare(country)).differences).toEqual([found]);
    expect(await country.one.row('location', location)).toMatchObject({ code: 'S7' });
    expect(await country.central.row('location', location)).toMatchObject({ code: 'S1' });
  });

  it('[B9] fetches again what is edited here and was lost', async () => {
    const { country, location } = await world();
    await country.one.database.write((unit) =>
      unit.remove('location', [{ column: 'id', is: location }]),
    );
    await compare(country);
    expect(await country.one.row('location', location)).toMatchObject({ code: 'S1' });
  });

  it('[B9] keeps, and shows, what a restored central has lost of its own', async () => {
    const { country, item } = await world();
    const backup = country.backup();
    await country.central.puts('item', item, { name: 'Paracetamol 500 mg' });
    await country.settle();
    await country.restoreCentral(backup);
    await country.settle();
    const found = { table: 'item', id: item, left: 'newer here' };
    expect((await compare(country)).differences).toEqual([found]);
    expect(await country.one.row('item', item)).toMatchObject({ name: 'Paracetamol 500 mg' });
  });

  it('[B9] begins by itself a week after the last one', async () => {
    let now = Date.parse('2026-03-01T08:00:00Z');
    const { country, item } = await world({ clock: { now: () => now, monotonic: () => now } });
    await damage(country.one, 'item', item, { name: 'Paracetamil' });
    await country.one.site.sync();
    expect(await country.one.row('item', item)).toMatchObject({ name: 'Paracetamil' });
    now += 8 * 24 * 3_600_000;
    await country.one.site.sync();
    expect(await country.one.row('item', item)).toMatchObject({ name: 'Paracetamol' });
  });

  it('[B9] is refused while central cannot be reached', async () => {
    const { country } = await world();
    country.one.line.open = false;
    const { site, session } = country.one;
    const answer = await site.api.operation(session, 'compare-with-central', {});
    expect(answer).toMatchObject({ ok: false, refusal: { kind: 'unreachable' } });
  });

  it('[B9] [E1] tells a site nothing of a feed that it does not read', async () => {
    const { country } = await world();
    const { central, one, a, b } = country;
    const peer = must(await central.site.hub.deviceOf(one.site.siteId), 'site one is enrolled');
    const facts = await one.database.read((view) => view.get('this_site', ['central']));
    let number = 9_000_000_000_000;
    const ask = (store: string) => {
      number += 1;
      return central.site.hub.answer(peer.site_id, {
        protocol: PROTOCOL_VERSION,
        number,
        site_id: peer.site_id,
        incarnation: peer.incarnation,
        central: String(facts.get('central')?.['value']),
        person: { user_id: '', username: '' },
        operation: COMPARE_ROWS,
        input: { feed: `store:${store}`, after: 0, up_to: 1_000_000 },
      });
    };
    expect(await ask(a.store)).toMatchObject({ ok: true });
    expect(await ask(b.store)).toMatchObject({
      ok: false,
      refusal: { code: 'sync.not-compared-now' },
    });
  });
});
