// What a worker is asked and what it says; both cross as plain data.
import type { DeliberateFault } from '#engine/ports';
import type { Counts } from '../core/sometimes.ts';
import type { Plan } from '../plan/plan.ts';
import { runSeed } from '../run/run-seed.ts';
import type { Failure } from '../world/world.ts';

export type Job =
  | { readonly kind: 'seed'; readonly seed: number }
  /** Seeds from 1 on with the fault switched on, until it is caught. */
  | { readonly kind: 'mutant'; readonly fault: DeliberateFault; readonly seeds: number };

export type Done =
  | {
      readonly kind: 'seed';
      readonly seed: number;
      readonly failure: Failure | undefined;
      /** Only where something failed. */
      readonly plan: Plan | undefined;
      readonly events: number;
      readonly counts: Counts;
    }
  | {
      readonly kind: 'mutant';
      readonly fault: DeliberateFault;
      /** Undefined when no seed caught it. */
      readonly caught: { readonly seed: number; readonly invariant: string } | undefined;
    };

export async function doJob(job: Job): Promise<Done> {
  if (job.kind === 'seed') {
    const { failure, plan, events, counts } = await runSeed(job.seed);
    return {
      kind: 'seed',
      seed: job.seed,
      failure,
      plan: failure === undefined ? undefined : plan,
      events,
      counts,
    };
  }
  const { fault } = job;
  for (let seed = 1; seed <= job.seeds; seed += 1) {
    const { failure } = await runSeed(seed, new Set([fault]));
    if (failure !== undefined)
      return { kind: 'mutant', fault, caught: { seed, invariant: failure.invariant } };
  }
  return { kind: 'mutant', fault, caught: undefined };
}
