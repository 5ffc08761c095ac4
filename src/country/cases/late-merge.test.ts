// A primary that lost the role without knowing it merges two items: the merge waits at central, and its site works on.
import { describe, expect, it } from 'vitest';
import { must } from '#base';
import { smallCountry } from '../small-country.ts';
import { catalogue, receiveStock } from './shipment.ts';

/** Site one merges the item of its stock line too late, and adjusts the line once central has, perhaps, voided that. */
async function workedOn(given: { readonly voided: boolean }) {
  const country = await smallCountry();
  const { central, one, a } = country;
  const { items } = await catalogue(country);
  const [removed, kept] = items.map((id) => must(id, 'three items'));
  const [line] = await receiveStock(country, one, a.store, [
    { item: String(removed), packs: '10', pack_size: '1', cost_price: '1', sell_price: '1' },
  ]);
  await central.does('hand-over-primary', { site_id: one.site.siteId });
  await country.settle();
  one.line.open = false;
  await one.does('merge', { kind: 'item', kept_id: String(kept), removed_id: String(removed) });
  await central.does('hand-over-primary', { site_id: central.site.siteId });
  one.line.open = true;
  await country.settle();
  const merge = must((await central.quarantine())[0], 'the merge waits');
  const settles = (decision: string) =>
    central.does('settle-quarantined', { id: merge.id, decision, reason: 'The list says so' });
  if (given.voided) await settles('void');
  await one.does('adjust-stock', { stock_line_id: String(line), packs: '-1' });
  await country.settle();
  return { country, removed, kept, line: String(line), merge, settles };
}

describe('a merge that central did not take', () => {
  it.each([{ voided: false }, { voided: true }])(
    '[MG5, B10] keeps out nothing that its site does later with what it turned (voided: $voided)',
    async ({ voided }) => {
      const { country, removed, kept, line, merge } = await workedOn({ voided });
      const { central, one } = country;
      expect(merge.refusal.code).toBe('gate.late-primary');
      expect((await central.quarantine()).map(({ id }) => id)).toEqual(voided ? [] : [merge.id]);
      const adjusted = { total_packs: '9', row_version: 2 };
      expect(await central.row('stock_line', line)).toMatchObject({
        ...adjusted,
        item_id: removed,
      });
      expect(await one.row('stock_line', line)).toMatchObject({ ...adjusted, item_id: kept });
    },
  );

  it('[MG1] turns everything when people take it after all', async () => {
    const { country, kept, line, settles } = await workedOn({ voided: false });
    const { central, one } = country;
    await settles('accept');
    await country.settle();
    for (const place of [central, one])
      expect(await place.row('stock_line', line)).toMatchObject({ item_id: kept });
  });
});

it('[VS1, MG8] a name shown meanwhile makes both stores see each other, in one unit', async () => {
  const country = await smallCountry({ mirrored: true });
  const { central, primary, b, id } = country;
  const { store_id: third = null } = await central.does('create-store', {
    code: 'C',
    name: 'Store C',
    store_mode: 'store',
  });
  const customer = id();
  await primary.puts('name', customer, { code: 'x', name: 'x' });
  await country.settle();
  await central.does('hide-name', { name_id: customer, store_id: third });
  await country.settle();
  primary.line.open = false;
  await central.does('show-name', { name_id: customer, store_id: third });
  await primary.does('merge', { kind: 'name', kept_id: b.name, removed_id: customer });
  primary.line.open = true;
  await country.settle();
  const store = await central.row('store', String(third));
  const twin = String(store?.['name_id']);
  const shown = { inactive: false, deleted_at: null };
  expect(await central.rows('name_store_join', { store_id: third })).toContainEqual(
    expect.objectContaining({ name_id: b.name, ...shown }),
  );
  expect(await country.two.rows('name_store_join', { store_id: b.store })).toContainEqual(
    expect.objectContaining({ name_id: twin, ...shown }),
  );
  const own = await central.rows('name_store_join', { store_id: b.store, name_id: b.name });
  expect(own.filter(({ deleted_at }) => deleted_at === null)).toEqual([]);
});
