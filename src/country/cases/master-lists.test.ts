import { describe, expect, it } from 'vitest';
import { must } from '#base';
import type { Row } from '#dictionary';
import { type CountryOptions, type Place, smallCountry } from '../small-country.ts';
import { catalogue, receiveStock } from './shipment.ts';

/** Items of which the first two stand on a list that store A has. */
async function listed(options: CountryOptions = {}) {
  const country = await smallCountry(options);
  const { primary, a } = country;
  const { items } = await catalogue(country);
  const list = country.id();
  await primary.puts('master_list', list, { code: 'L', description: 'List' });
  const lines = items.map(() => country.id());
  const line = (n: number, on: string = list) =>
    primary.puts('master_list_line', must(lines[n], 'an id'), {
      master_list_id: on,
      item_id: must(items[n], 'an item'),
    });
  await line(0);
  await line(1);
  const join = country.id();
  await primary.puts('master_list_name_join', join, { master_list_id: list, name_id: a.name });
  await country.settle();
  const removes = async (table: string, id: string) => {
    const gone = await primary.site.api.deleteRow(primary.session, table, id);
    if (!gone.ok) throw new Error(gone.refusal.message);
    await country.settle();
  };
  /** The numbers of the items that are visible in the store, as a place sees it. */
  const seen = async (place: Place, store: string = a.store) => {
    const joins = await place.rows('item_store_join', { store_id: store, inactive: false });
    const at = (each: Row) => items.indexOf(String(each['item_id']));
    return joins.map(at).sort();
  };
  return { country, items, list, lines, line, join, removes, seen };
}

describe('the items of a store', () => {
  it('[VS2] are those of its master lists, whatever way these change', async () => {
    const { country, list, lines, line, join, removes, seen } = await listed();
    const { primary, one } = country;
    expect(await seen(one)).toEqual([0, 1]);
    expect(await one.rows('item_store_join')).toMatchObject([
      { source: 'master_list' },
      { source: 'master_list' },
    ]);
    await line(2);
    await country.settle();
    expect(await seen(one)).toEqual([0, 1, 2]);
    await removes('master_list_line', must(lines[0], 'a line'));
    expect(await seen(one)).toEqual([1, 2]);
    await primary.puts('master_list', list, { inactive: true });
    await country.settle();
    expect(await seen(one)).toEqual([]);
    await primary.puts('master_list', list, { inactive: false });
    await country.settle();
    expect(await seen(one)).toEqual([1, 2]);
    await removes('master_list_name_join', join);
    expect(await seen(one)).toEqual([]);
    expect(await seen(primary, country.b.store)).toEqual([]);
  });

  it('[VS2] stay while one of several lists has them', async () => {
    const { country, items, join, removes, seen } = await listed();
    const { primary, one, a } = country;
    const other = country.id();
    await primary.puts('master_list', other, { code: 'M', description: 'Another' });
    const item_id = must(items[1], 'an item');
    await primary.puts('master_list_line', country.id(), { master_list_id: other, item_id });
    await primary.puts('master_list_name_join', country.id(), {
      master_list_id: other,
      name_id: a.name,
    });
    await removes('master_list_name_join', join);
    expect(await seen(one)).toEqual([1]);
  });

  it('[VS2] stay what a person made of them', async () => {
    const { country, items, list, seen } = await listed();
    const { primary, one, a } = country;
    const pair = (n: number) => ({ item_id: must(items[n], 'an item'), store_id: a.store });
    await primary.does('hide-item', pair(0));
    await primary.does('show-item', pair(2));
    await primary.puts('master_list', list, { description: 'Changed' });
    await country.settle();
    expect(await seen(one)).toEqual([1, 2]);
  });

  it('[VS2] are not hidden while there is stock of them, and are once there is none', async () => {
    const { country, items, lines, removes, seen } = await listed();
    const { one, a } = country;
    const [stock] = await receiveStock(country, one, a.store, [
      {
        item: must(items[0], 'an item'),
        packs: '3',
        pack_size: '1',
        cost_price: '1',
        sell_price: '2',
      },
    ]);
    await country.settle();
    await removes('master_list_line', must(lines[0], 'a line'));
    expect(await seen(one)).toEqual([0, 1]);
    const reason = country.id();
    await country.primary.puts('reason_option', reason, {
      type: 'negative_adjustment',
      title: 'Lost',
    });
    await country.settle();
    await one.does('adjust-stock', {
      stock_line_id: must(stock, 'a stock line'),
      packs: '-3',
      reason_option_id: reason,
    });
    await country.settle();
    expect(await seen(one)).toEqual([1]);
  });

  it('[VS2] follow the lists at the primary alone, and only while it wants that', async () => {
    const { country, line, seen } = await listed({ mirrored: true });
    const { primary, one, central } = country;
    expect(await seen(one)).toEqual([0, 1]);
    const key = 'auto_item_visibility_from_master_lists';
    const said = country.id();
    await central.puts('preference', country.id(), { key, value: false });
    await primary.puts('preference', said, { key, value: false });
    await line(2);
    await country.settle();
    expect(await seen(one)).toEqual([0, 1]);
    await primary.puts('preference', said, { value: true });
    await country.settle();
    expect(await seen(one)).toEqual([0, 1, 2]);
    expect(await central.quarantine()).toEqual([]);
  });
});
