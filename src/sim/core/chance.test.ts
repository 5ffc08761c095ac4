import { expect, it } from 'vitest';
import { chanceOf } from './chance.ts';

it('draws the same for the same seed, and something else for another', () => {
  const draws = (...seed: (string | number)[]) => {
    const chance = chanceOf(...seed);
    return [chance.fraction(), chance.whole(1, 1_000_000), ...chance.bytes(8)];
  };
  expect(draws(7, 'network', 3)).toEqual(draws(7, 'network', 3));
  expect(draws(7, 'network', 3)).not.toEqual(draws(7, 'network', 4));
});

it('is even: each of ten fields is drawn about as often as the others', () => {
  const chance = chanceOf('even');
  const counts = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 10_000; i += 1)
    counts[chance.whole(0, 9)] = (counts[chance.whole(0, 9)] ?? 0) + 1;
  expect(Math.min(...counts)).toBeGreaterThan(700);
  expect(Math.max(...counts)).toBeLessThan(1_300);
});

it('picks by weight and never what weighs nothing', () => {
  const chance = chanceOf('weights');
  const picked = Array.from({ length: 200 }, () =>
    chance.weighted([
      [3, 'often'],
      [0, 'never'],
      [1, 'sometimes'],
    ]),
  );
  expect(new Set(picked)).toEqual(new Set(['often', 'sometimes']));
});
