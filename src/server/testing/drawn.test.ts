import { expect, it } from 'vitest';
import { drawn } from './drawn.ts';

const some = (draw: () => number) => Array.from({ length: 20 }, draw);

it('draws the same again from the same seed, and something else for another purpose', () => {
  expect(some(drawn(7, 'kills'))).toEqual(some(drawn(7, 'kills')));
  expect(some(drawn(7, 'kills'))).not.toEqual(some(drawn(7, 'faults')));
  expect(some(drawn(7, 'kills'))).not.toEqual(some(drawn(8, 'kills')));
  for (const value of some(drawn(7, 'kills'))) expect(value >= 0 && value < 1).toBe(true);
});
