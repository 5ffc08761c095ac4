// A store is given away while its site is out of reach and works on: what that site made waits for people (D2).
import { describe, expect, it } from 'vitest';
import { must, type Result, type RowId } from '#base';
import type { Row } from '#dictionary';
import { type Place, smallCountry } from '../small-country.ts';
import { catalogue } from './shipment.ts';

/** Store C went from site two to site one; each has taken ten packs into it, site two without knowing better. */
async function givenAway() {
  const country = await smallCountry();
  const { central, one, two, id } = country;
  const { items } = await catalogue(country);
  const made = await central.does('create-store', {
    code: 'C',
    name: 'Store C',
    store_mode: 'store',
    site_id: two.site.siteId,
  });
  const store = made['store_id'] as RowId;
  await country.settle();
  const arrives = async (place: Place, packs: string) => {
    const [invoice, line] = [id(), id()];
    await place.puts('invoice', invoice, { store_id: store, type: 'inventory_addition' });
    await place.puts('invoice_line', line, {
      invoice_id: invoice,
      item_id: must(items[0], 'one'),
      packs,
    });
    await place.does('finalise-invoice', { invoice_id: invoice });
    return invoice;
  };
  const late = await arrives(two, '10');
  await central.does('assign-store', { store_id: store, site_id: one.site.siteId });
  await one.site.sync();
  const own = await arrives(one, '4');
  await country.settle();
  const settles = (group: string, decision: 'accept' | 'void'): Promise<Result<unknown>> =>
    central.site.api.operation(central.session, 'settle-quarantined', {
      id: group,
      decision,
      reason: 'The paper says so',
    });
  return { country, store, late, own, settles };
}

const inStore = (place: Place, store: string, table: string) =>
  place.rows(table, { store_id: store });

describe('late work', () => {
  it('[D2] waits, oldest first, and is neither merged nor lost', async () => {
    const { country, store, own } = await givenAway();
    const waiting = await country.central.quarantine();
    expect(waiting.length).toBeGreaterThan(1);
    expect(waiting.map((group) => group.refusal.code)).toContain('gate.late-group');
    const positions = waiting.map((group) => group.position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    const documents = await inStore(country.central, store, 'invoice');
    expect(documents.map((each) => each['id'])).toEqual([own]);
    expect(await inStore(country.two, store, 'invoice')).toEqual([]);
    expect((await country.two.site.gauges.status()).quarantined).toBe(waiting.length);
  });

  it('[D2] [F7] [C4] goes in when a person accepts it, on top of what happened since, under a number of its own', async () => {
    const { country, store, late, own, settles } = await givenAway();
    for (const group of await country.central.quarantine())
      expect(await settles(group.id, 'accept')).toMatchObject({ ok: true });
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
    for (const place of [country.central, country.one]) {
      const documents = await inStore(place, store, 'invoice');
      expect(documents.map((each) => each['id']).sort()).toEqual([late, own].sort());
      expect(documents.map((each) => each['serial']).sort()).toEqual([1, 2]);
      expect(await place.row('invoice', own)).toMatchObject({ serial: 1 });
      expect(await place.row('invoice', late)).toMatchObject({
        status: 'finalised',
        line_count: 1,
        comment: '[District Two: 1]',
      });
      const stock = await inStore(place, store, 'stock_line');
      expect(stock.map((each) => each['total_packs']).sort()).toEqual(['10', '4']);
      const moved = await inStore(place, store, 'stock_movement');
      expect(moved).toHaveLength(2);
    }
    expect(await inStore(country.two, store, 'invoice')).toEqual([]);
  });

  it('[D2] stands in the log with the person who decided and the reason', async () => {
    const { country, settles } = await givenAway();
    const [first, second] = await country.central.quarantine();
    await settles(must(first, 'a group').id, 'accept');
    await settles(must(second, 'another').id, 'void');
    const noted = (type: string): Promise<readonly Row[]> =>
      country.central.rows('activity_log', { type });
    const entry = {
      user_id: country.central.session.person.user_id,
      from_value: 'District Two',
      message: 'The paper says so',
    };
    expect(await noted('quarantined-accepted')).toMatchObject([{ ...entry, record_id: first?.id }]);
    expect(await noted('quarantined-voided')).toMatchObject([{ ...entry, record_id: second?.id }]);
  });

  it('[D2] [C3] is not accepted before what it builds on', async () => {
    const { country, settles } = await givenAway();
    const second = must((await country.central.quarantine())[1], 'two groups');
    expect(await settles(second.id, 'accept')).toMatchObject({
      refusal: { code: 'site.still-refused' },
    });
    expect(await country.central.quarantine()).toContainEqual(second);
  });
});
