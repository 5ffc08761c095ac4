// What a worker is asked and what it says; both cross as plain data.
import type { DeliberateFault, DeliberateFaults } from '#engine/ports';
import type { Counts } from '../core/sometimes.ts';
import type { Plan } from '../plan/plan.ts';
import { type Caught, catchMutant } from '../run/catch-mutant.ts';
import { runSeed } from '../run/run-seed.ts';
import type { Failure } from '../world/world.ts';

export type Job =
  | { readonly kind: 'seed'; readonly seed: number }
  /** Seeds from 1 on with the fault switched on, until one is violated that sound code passes. */
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
      readonly caught: Caught | undefined;
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
  const run = async (seed: number, faults?: DeliberateFaults) =>
    (await runSeed(seed, faults)).failure;
  const caught = await catchMutant(fault, { from: 1, seeds: job.seeds, run });
  return { kind: 'mutant', fault, caught };
}
