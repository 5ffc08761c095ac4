import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeliberateFault } from '#engine/ports';
import { type Arrival, arriving, bareSite, item, merging } from './testing/bare-site.ts';

const barcode = (id: string, item_id: string) => arriving('barcode', { id, code: id, item_id });

/** What is left at a site of the items, and what the barcodes name, after these arrivals one by one. */
async function after(arrivals: readonly Arrival[], fault?: DeliberateFault) {
  const site = bareSite(fault === undefined ? {} : { fault });
  for (const arrival of arrivals) await site.takes(arrival);
  return { items: await site.rows('item'), barcodes: await site.rows('barcode') };
}

const named = async (arrivals: readonly Arrival[], fault?: DeliberateFault) =>
  (await after(arrivals, fault)).barcodes.map((row) => row['item_id']);

const items = ['a', 'b', 'c'].map(item);

test('[MG1] a into b and b into c end at c in both orders, with what comes late', async () => {
  const early = [...items, barcode('1', 'a'), barcode('2', 'b'), barcode('3', 'c')];
  const late = [barcode('4', 'a'), barcode('5', 'b')];
  const [first, second] = [merging('m1', 'a>b'), merging('m2', 'b>c')];
  for (const order of [
    [first, second],
    [second, first],
  ])
    expect(await named([...early, ...order, ...late])).toEqual(['c', 'c', 'c', 'c', 'c']);
});

test('[MG3] a reference is turned where it stands: no version, no other column changes', async () => {
  const given = barcode('1', 'a');
  const { barcodes } = await after([...items, given, merging('m1', 'a>b')]);
  expect(barcodes).toEqual([{ ...given.row, item_id: 'b' }]);
});

test('[MG3] the removed row becomes a tombstone that points to what is left', async () => {
  const { items: left } = await after([...items, merging('m1', 'a>b'), merging('m22', 'b>c')]);
  expect(left.map((row) => [row['id'], row['deleted_at'], row['merged_into_id']])).toEqual([
    ['a', '2026-02-01T00:00:00.002Z', 'c'],
    ['b', '2026-02-01T00:00:00.003Z', 'c'],
    ['c', null, null],
  ]);
});

test('[MG4] of two merges that close a circle the row that is left lives', async () => {
  const circle = [merging('m1', 'a>b'), merging('m22', 'b>a')];
  for (const order of [circle, circle.toReversed()]) {
    const { items: left } = await after([...items, ...order]);
    expect(left.map((row) => [row['id'], row['deleted_at'], row['merged_into_id']])).toEqual([
      ['a', '2026-02-01T00:00:00.002Z', 'b'],
      ['b', null, null],
      ['c', null, null],
    ]);
  }
});

test('a merge that was only asked for turns nothing', async () => {
  const asked = merging('m1', 'a>b');
  const requested = { ...asked, row: { ...asked.row, status: 'requested' } };
  expect(await named([...items, barcode('1', 'a'), requested, barcode('2', 'a')])).toEqual([
    'a',
    'a',
  ]);
});

const node = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const history = fc
  .array(fc.tuple(node, node), { minLength: 1, maxLength: 6 })
  .map((pairs) => pairs.filter(([x, y]) => x !== y).map(([x, y]) => `${x}>${y}`));

/** Everything that arrives: each at least once, some again, in any order. */
const arrivals = fc.tuple(history, fc.array(node, { maxLength: 6 })).map(([merges, names]) => [
  ...['a', 'b', 'c', 'd', 'e'].map(item),
  ...merges.map((what, i) => merging(`m${'x'.repeat(i)}`, what)),
  ...names.map((name, i) => barcode(`${i}`, name)),
]);

async function sameInAnyOrder(fault?: DeliberateFault): Promise<void> {
  const property = fc.asyncProperty(arrivals, fc.gen(), async (all, gen) => {
    const again = gen(fc.shuffledSubarray, [...all, ...all], { minLength: all.length * 2 });
    expect(await after(again, fault)).toEqual(await after(all, fault));
  });
  await fc.assert(property, { numRuns: 150, seed: 7 });
}

test('[G1, B4] any order and repetition of merges and rows ends in the same database', async () => {
  await sameInAnyOrder();
});

test('[MG1] the merge that counts last does not win: that fault is seen', async () => {
  await expect(sameInAnyOrder('merge-by-arrival')).rejects.toThrow();
});

test('[MG1] a chain that is followed one step only is seen', async () => {
  const told = [...items, merging('m1', 'a>b'), merging('m2', 'b>c'), barcode('1', 'a')];
  expect(await named(told)).toEqual(['c']);
  expect(await named(told, 'merge-one-step')).not.toEqual(['c']);
  await expect(sameInAnyOrder('merge-one-step')).rejects.toThrow();
});

test('[MG5] a late row that is not redirected is seen', async () => {
  const told = [...items, merging('m1', 'a>b'), barcode('1', 'a')];
  expect(await named(told, 'late-row-not-redirected')).toEqual(['a']);
  await expect(sameInAnyOrder('late-row-not-redirected')).rejects.toThrow();
});
