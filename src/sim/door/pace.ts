import type { Job } from './job.ts';
import { workThrough } from './work-through.ts';

export interface Pace {
  readonly seedsAMinute: number;
  /** Milliseconds of all threads. */
  readonly cpuASeed: number;
}

/** How fast seeds are worked through; what they find is not asked here. */
export async function paceOf({
  seeds,
  from,
  workers,
}: {
  readonly seeds: number;
  readonly from: number;
  readonly workers: number;
}): Promise<Pace> {
  const jobs = Array.from({ length: seeds }, (_, i): Job => ({ kind: 'seed', seed: from + i }));
  const began = performance.now();
  const cpu = process.cpuUsage();
  await workThrough(jobs, { workers, onDone: () => undefined });
  const { user, system } = process.cpuUsage(cpu);
  return {
    seedsAMinute: (seeds * 60_000) / (performance.now() - began),
    cpuASeed: (user + system) / 1_000 / seeds,
  };
}
