import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveMerges } from './resolve-merges.ts';

/** Merges as `a>b`: a is removed, b kept; the events' ids are in their order. */
const merges = (...told: readonly string[]) =>
  told.map((what, i) => {
    const [removed = '', kept = ''] = what.split('>');
    return { id: `m${i}`, table: 'item', kept, removed, at: `t${i}` };
  });

const left = (...told: readonly string[]) =>
  Object.fromEntries([...resolveMerges(merges(...told))].map(([key, id]) => [key.slice(5), id]));

test('[G1] chains collapse, whichever link was made first', () => {
  expect(left('a>b', 'b>c')).toEqual({ a: 'c', b: 'c', c: 'c' });
  expect(left('b>c', 'a>b')).toEqual({ a: 'c', b: 'c', c: 'c' });
});

test('[MG4] merges made apart that close a circle leave one row, and two of one removed row leave one', () => {
  expect(left('a>b', 'b>a')).toEqual({ a: 'b', b: 'b' });
  expect(left('b>a', 'a>b')).toEqual({ a: 'a', b: 'a' });
  expect(left('a>b', 'a>c')).toEqual({ a: 'c', b: 'c', c: 'c' });
});

test('rows of other tables are others, even under the same id', () => {
  const [item] = merges('a>b');
  const unit = { id: 'm9', table: 'unit', kept: 'a', removed: 'b', at: '' };
  expect([...resolveMerges(item === undefined ? [] : [item, unit])]).toEqual([
    ['item/b', 'b'],
    ['item/a', 'b'],
    ['unit/a', 'a'],
    ['unit/b', 'a'],
  ]);
});

const node = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const some = fc
  .array(fc.tuple(node, node), { maxLength: 8 })
  .map((pairs) => merges(...pairs.filter(([x, y]) => x !== y).map(([x, y]) => `${x}>${y}`)));

test('[G1] the order and the number of times in which merges are told change nothing', () => {
  fc.assert(
    fc.property(some, fc.gen(), (told, gen) => {
      const again = gen(fc.shuffledSubarray, [...told, ...told], { minLength: told.length * 2 });
      expect(new Map([...resolveMerges(again)].sort())).toEqual(
        new Map([...resolveMerges(told)].sort()),
      );
    }),
  );
});

test('[G1] what is left is left of itself, and further merges only lead on from it', () => {
  fc.assert(
    fc.property(some, (told) => {
      const all = resolveMerges(told);
      for (const id of all.values()) expect(all.get(`item/${id}`)).toBe(id);
      const fewer = resolveMerges(told.slice(0, -1));
      for (const [key, id] of fewer) expect(all.get(`item/${id}`)).toBe(all.get(key));
    }),
  );
});
