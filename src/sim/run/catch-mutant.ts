import type { DeliberateFault, DeliberateFaults } from '#engine/ports';
import type { Failure } from '../world/world.ts';

export interface Caught {
  readonly seed: number;
  readonly invariant: string;
}

export interface Hunt {
  readonly from: number;
  readonly seeds: number;
  /** Runs a seed, with the faults if any, and says what was violated first. */
  readonly run: (seed: number, faults?: DeliberateFaults) => Promise<Failure | undefined>;
}

/** The first seed at which the deliberate fault violates something, while sound code violates nothing there. */
export async function catchMutant(
  fault: DeliberateFault,
  { from, seeds, run }: Hunt,
): Promise<Caught | undefined> {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const failure = await run(seed, new Set([fault]));
    if (failure === undefined || (await run(seed)) !== undefined) continue;
    return { seed, invariant: failure.invariant };
  }
  return undefined;
}
