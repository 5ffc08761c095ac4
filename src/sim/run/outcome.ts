import type { Counts } from '../core/sometimes.ts';
import type { Plan } from '../plan/plan.ts';
import type { Failure } from '../world/world.ts';

/** What came of one plan. */
export interface Outcome {
  readonly plan: Plan;
  readonly failure: Failure | undefined;
  readonly traceHash: string;
  /** The end of the trace, when something failed. */
  readonly trace: readonly string[];
  readonly events: number;
  readonly counts: Counts;
}
