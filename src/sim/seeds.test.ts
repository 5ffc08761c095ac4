import { expect, it } from 'vitest';
import { runSeed } from './run/run-seed.ts';

/** A few countries of the simulator; `npm run sim` runs many more. */
const SEEDS = [1, 2, 3, 4, 5, 6];

it.each(SEEDS)(
  '[A2] [B1] [B3] [B6] [E1] hold, with every other invariant, in the country of seed %i',
  { timeout: 120_000 },
  async (seed) => {
    const { failure } = await runSeed(seed);
    expect(failure).toBeUndefined();
  },
);
