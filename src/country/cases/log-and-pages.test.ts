import { describe, expect, it } from 'vitest';
import { must } from '#base';
import type { SyncReply } from '#protocol';
import { type SmallCountry, smallCountry } from '../small-country.ts';

/** Records what crosses the wire to site one. */
async function watched(sizes: { readonly pushGroups?: number; readonly pageRows?: number } = {}) {
  const replies: SyncReply[] = [];
  const country: SmallCountry = await smallCountry({
    sizes,
    onReply: (_site, reply) => replies.push(reply),
  });
  replies.length = 0;
  return { country, replies };
}

const rowsIn = (reply: SyncReply | undefined, table: string) =>
  reply?.page?.tables.find((each) => each.table === table)?.rows ?? [];

describe('the log and its pages', () => {
  it('[LG1] gives changes in order, and a deletion as a deletion', async () => {
    const { country, replies } = await watched();
    const ids = [country.id(), country.id(), country.id()];
    for (const [i, id] of ids.entries())
      await country.central.puts('unit', id, { name: `u${i + 1}` });
    await country.settle();
    const gone = await country.central.site.api.deleteRow(
      country.central.session,
      'unit',
      must(ids[2], 'three units'),
    );
    expect(gone.ok).toBe(true);
    replies.length = 0;
    await country.settle();
    const toOne = replies.flatMap((reply) => rowsIn(reply, 'unit'));
    expect(JSON.stringify(toOne[0])).toContain('u3');
    expect((await country.one.rows('unit')).map((unit) => unit['name']).sort()).toEqual([
      'u1',
      'u2',
    ]);
    const late = await country.addSite('Late');
    expect((await late.rows('unit')).map((unit) => unit['name']).sort()).toEqual(['u1', 'u2']);
  });

  it('[G3] [G2] lets a site come back after years: its work is taken, and what was deleted goes', async () => {
    let now = Date.parse('2026-01-01T08:00:00Z');
    const country = await smallCountry({ clock: { now: () => now, monotonic: () => now } });
    const { central, one, a } = country;
    const [unit, location] = [country.id(), country.id()];
    await central.puts('unit', unit, { name: 'tablet' });
    await country.settle();
    one.line.open = false;
    await central.site.api.deleteRow(central.session, 'unit', unit);
    await country.settle();
    now += 5 * 365 * 24 * 3_600_000;
    await one.puts('location', location, { store_id: a.store, code: 'Shelf' });
    for (let i = 0; i < 20; i += 1) await central.puts('unit', country.id(), { name: `unit ${i}` });
    one.line.open = true;
    await country.settle();
    expect(await central.row('location', location)).toMatchObject({ code: 'Shelf' });
    expect(await one.rows('unit', { id: unit })).toEqual([]);
    expect(await one.rows('unit')).toHaveLength(20);
    expect(await central.quarantine()).toEqual([]);
  });

  it('[LG2] sends a row that changed three times once, as it is now', async () => {
    const { country, replies } = await watched();
    const id = country.id();
    for (const name of ['first', 'second', 'third'])
      await country.central.puts('unit', id, { name });
    await country.one.site.sync();
    const rows = replies.flatMap((reply) => rowsIn(reply, 'unit'));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).toContain('third');
  });

  it('[LG3] pushes three groups as pages of 2 and 1, and the queue is exact at each moment', async () => {
    const { country, replies } = await watched({ pushGroups: 2 });
    for (const code of ['a', 'b', 'c'])
      await country.two.puts('location', country.id(), { store_id: country.b.store, code });
    const waiting = async () => (await country.two.site.gauges.status()).waiting_to_push;
    expect(await waiting()).toBe(3);
    const from = replies.length;
    const seen: number[] = [];
    country.onExchange = async () => {
      seen.push(await waiting());
    };
    expect((await country.two.site.sync()).pushed).toBe(3);
    expect(replies.slice(from).map((reply) => reply.held.position)).toEqual([2, 3]);
    expect(seen).toEqual([3, 1]);
    expect(await waiting()).toBe(0);
  });

  it('[LG4] [B7] a conversation cut after any exchange ends as an uncut one, and sends nothing twice', async () => {
    const { country } = await watched({ pageRows: 3, pushGroups: 2 });
    for (let i = 0; i < 10; i += 1)
      await country.central.puts('unit', country.id(), { name: `unit ${i}` });
    for (let i = 0; i < 5; i += 1)
      await country.one.puts('location', country.id(), {
        store_id: country.a.store,
        code: `shelf ${i}`,
      });
    let exchanges = 0;
    country.onExchange = async () => {
      exchanges += 1;
      country.one.line.open = exchanges % 2 === 0;
    };
    for (let i = 0; i < 20; i += 1) {
      country.one.line.open = true;
      await country.one.site.sync();
    }
    expect(await country.one.rows('unit')).toHaveLength(10);
    expect(await country.central.rows('location')).toHaveLength(5);
    expect((await country.one.site.gauges.status()).waiting_to_push).toBe(0);
  });

  it('[LG5] [B5] a reader never passes a change that is still being committed', async () => {
    const { country } = await watched();
    const { database } = country.central;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = database.write(async () => held);
    const late = country.central.puts('unit', country.id(), { name: 'late' });
    const sync = country.one.site.sync();
    release();
    await Promise.all([slow, late, sync]);
    await country.one.site.sync();
    expect((await country.one.rows('unit')).map((unit) => unit['name'])).toEqual(['late']);
  });

  it('[C1] [B5] pages that arrive before the head stay unseen until the head is reached', async () => {
    const { country } = await watched({ pageRows: 4 });
    for (let i = 0; i < 10; i += 1)
      await country.central.puts('unit', country.id(), { name: `unit ${i}` });
    const seen: number[] = [];
    country.onExchange = async () => {
      seen.push((await country.one.rows('unit')).length);
    };
    await country.one.site.sync();
    expect(seen).toEqual([0, 0, 0]);
    expect(await country.one.rows('unit')).toHaveLength(10);
  });

  it('[C2] a group larger than many pages is there whole or not at all, whatever is cut in between', async () => {
    const { country } = await watched({ pageRows: 40 });
    const changes = Array.from({ length: 600 }, (_, i) => ({
      table: 'unit',
      id: country.id(),
      put: { name: `unit ${i}` },
    }));
    expect((await country.central.site.api.putRows(country.central.session, changes)).ok).toBe(
      true,
    );
    const seen = new Set<number>();
    let exchanges = 0;
    country.onExchange = async () => {
      exchanges += 1;
      country.one.line.open = exchanges % 3 !== 0;
      seen.add((await country.one.rows('unit')).length);
    };
    for (let i = 0; i < 20; i += 1) await country.one.site.sync();
    country.onExchange = undefined;
    seen.add((await country.one.rows('unit')).length);
    expect([...seen]).toEqual([0, 600]);
  });

  it('[B1] a code that is freed and given again reaches every site, whichever row comes first', async () => {
    const { country } = await watched({ pageRows: 1 });
    const [first, second] = [country.id(), country.id()];
    await country.central.puts('item', first, { code: 'x', name: 'First' });
    await country.settle();
    await country.central.puts('item', first, { code: 'y' });
    await country.central.puts('item', second, { code: 'x', name: 'Second' });
    await country.central.puts('item', first, { name: 'First, renamed' });
    await country.settle();
    const codes = (await country.one.rows('item')).map((item) => [item['code'], item['name']]);
    expect(codes.sort()).toEqual([
      ['x', 'Second'],
      ['y', 'First, renamed'],
    ]);
  });

  it('[B1] reads again what a page brought that nobody has seen, when central goes back into its middle', async () => {
    const { country } = await watched({ pageRows: 3 });
    const { central, one } = country;
    const copy = await country.copyOf(one);
    const unit = (name: string) => central.puts('unit', country.id(), { name });
    await unit('u1');
    await one.site.sync();
    for (const name of ['u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8']) await unit(name);
    const syncsFor = async (place: typeof one, exchanges: number) => {
      let left = exchanges;
      country.onExchange = async () => {
        place.line.open = left > 0;
        left -= 1;
      };
      await place.site.sync();
    };
    await syncsFor(one, 1);
    await syncsFor(copy, 2);
    await syncsFor(one, 20);
    expect((await one.rows('unit')).map((row) => row['name']).sort()).toEqual([
      'u1',
      'u2',
      'u3',
      'u4',
      'u5',
      'u6',
      'u7',
      'u8',
    ]);
  });
});
