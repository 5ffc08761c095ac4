import type { DeliberateFaults } from '#engine/ports';
import { makePlan } from '../plan/make-plan.ts';
import type { Outcome } from './outcome.ts';
import { runPlan } from './run-plan.ts';
import { runVariants } from './run-variants.ts';

/** Every so many seeds one is run twice: the two runs must be the same to the last line. */
const TWICE = 20;
/** Every so many seeds the same work is also done in other orders and under other clocks. */
const IN_VARIANTS = 10;

/** Expands a seed and runs its plan. */
export async function runSeed(seed: number, faults?: DeliberateFaults): Promise<Outcome> {
  const plan = makePlan(seed);
  const options = faults === undefined ? {} : { faults };
  const first = await runPlan(plan, options);
  if (first.failure !== undefined) return first;
  if (seed % IN_VARIANTS === 5) {
    const failure = await runVariants(seed, faults);
    if (failure !== undefined) return { ...first, failure };
  }
  if (faults !== undefined || seed % TWICE !== 0) return first;
  const second = await runPlan(plan, options);
  if (second.traceHash === first.traceHash) return first;
  return {
    ...first,
    failure: {
      invariant: 'SIM',
      sentence: 'A plan always runs the same way.',
      detail: `trace ${first.traceHash} the first time, ${second.traceHash} the second`,
      at: 0,
    },
  };
}
