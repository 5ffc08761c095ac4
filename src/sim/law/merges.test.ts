import { expect, it } from 'vitest';
import type { Row } from '#dictionary';
import { contentOf } from './content.ts';
import { mergesOf } from './merges.ts';

const merges = (...pairs: readonly (readonly [removed: string, kept: string])[]) =>
  mergesOf(
    contentOf({
      merge_event: pairs.map(
        ([removed_id, kept_id], id): Row => ({ id: `${id}`, kind: 'item', removed_id, kept_id }),
      ),
    }),
  );

it('[B3] A into B and B into C leads to C, in whichever order it is told (4.5)', () => {
  expect(merges(['A', 'B'], ['B', 'C']).kept('item', 'A')).toBe('C');
  expect(merges(['B', 'C'], ['A', 'B']).kept('item', 'A')).toBe('C');
  expect(merges(['A', 'B'], ['A', 'B']).kept('item', 'A')).toBe('B');
});

it('leaves alone what was not merged, and things of another kind', () => {
  expect(merges(['A', 'B']).kept('item', 'B')).toBe('B');
  expect(merges(['A', 'B']).kept('name', 'A')).toBe('A');
});

it('[MG4] of a circle the first merge counts; a row removed twice goes to one', () => {
  const circle = merges(['A', 'B'], ['B', 'A']);
  expect([circle.kept('item', 'A'), circle.kept('item', 'B')]).toEqual(['B', 'B']);
  const twice = merges(['A', 'B'], ['A', 'C']);
  expect([twice.kept('item', 'A'), twice.kept('item', 'B')]).toEqual(['C', 'C']);
});
