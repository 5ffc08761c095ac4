import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascend, descend, emptyTree, erase, insert, lookUp, type Tree } from './tree.ts';

interface Entry {
  readonly value: number;
}
type Step = { readonly kind: 'insert' | 'erase'; readonly key: number } | { readonly kind: 'fork' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('insert' as const), key: fc.nat(400) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('erase' as const), key: fc.nat(400) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'fork' as const }) },
);

test('a tree holds what a sorted map would, and its forks stay as they were', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 1_500, size: 'max' }), (steps) => {
      let tree = emptyTree<Entry>();
      let owner = {};
      let model = new Map<number, number>();
      const forks: { readonly tree: Tree<Entry>; readonly model: ReadonlyMap<number, number> }[] =
        [];
      for (const [at, each] of steps.entries()) {
        if (each.kind === 'fork') {
          forks.push({ tree, model });
          model = new Map(model);
          owner = {};
        } else if (each.kind === 'insert') {
          tree = insert(tree, owner, [each.key], { value: at });
          model.set(each.key, at);
        } else {
          tree = erase(tree, owner, [each.key]);
          model.delete(each.key);
        }
      }
      for (const fork of [...forks, { tree, model }])
        expect(contents(fork.tree)).toEqual(sorted(fork.model));
      expect(tree.size).toBe(model.size);
      for (const from of [0, 17, 200, 401]) {
        expect(contents(tree, from)).toEqual(sorted(model).filter(([key]) => key >= from));
        expect(reversed(tree, from)).toEqual(
          sorted(model)
            .filter(([key]) => key < from)
            .toReversed(),
        );
        expect(lookUp(tree, [from])?.value).toBe(model.get(from));
      }
    }),
    { numRuns: 60 },
  );
});

function contents(tree: Tree<Entry>, from = -1): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  ascend(tree, [from], ([key], { value }) => found.push([Number(key), value]) > 0);
  return found;
}

function reversed(tree: Tree<Entry>, before: number): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  descend(tree, [before], ([key], { value }) => found.push([Number(key), value]) > 0);
  return found;
}

function sorted(model: ReadonlyMap<number, number>): readonly (readonly [number, number])[] {
  return [...model].sort(([a], [b]) => a - b);
}
