import { expect, it } from 'vitest';
import { makePlan } from './plan/make-plan.ts';
import { runPlan } from './run/run-plan.ts';
import { runVariants } from './run/run-variants.ts';

/** A share of the simulator in small countries; `npm run sim` runs many more, and larger ones. */
const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1);

it('[A1] [A2] [A7] [A8] [B1] [B2] [B4] [B5] [B6] [B7] [B8] [B9] [B10] [C1] [C2] [C3] [C4] [D1] [D7] [E1] [E2] [E3] [E5] [E6] [E8] [F1] [F2] [F3] [F4] [F7] [G1] [G2] hold in 40 small countries', {
  timeout: 180_000,
}, async () => {
  for (const seed of SEEDS) {
    const { failure } = await runPlan(makePlan(seed, { acts: 40 }));
    expect(failure, `seed ${seed}`).toBeUndefined();
  }
});

it('[B3] [H1] the order of syncs, the size of pages and the clocks change nothing in the end', {
  timeout: 60_000,
}, async () => {
  for (const seed of [1, 2]) expect(await runVariants(seed), `seed ${seed}`).toBeUndefined();
});

it('a plan runs the same way twice', { timeout: 60_000 }, async () => {
  const plan = makePlan(3, { acts: 60 });
  const [first, second] = [await runPlan(plan), await runPlan(plan)];
  expect(second.traceHash).toBe(first.traceHash);
});
