// A device loses its power at named points. What it did up to there is kept as its database kept it; everything
// that only its memory knew is gone, and nothing that it still waited for ever comes.
import type { Step } from './mirror.ts';

/** What a device was asked to do last. */
export type Activity = 'work' | 'sync' | 'serve' | 'start';

/** What a commit is about, as its content tells. */
export type CommitKind =
  | 'own work'
  | 'consequences'
  | 'page applied'
  | 'page parked'
  | 'groups received'
  | 'exchange served'
  | 'notes';

/** Every place where the power of central can go; over the seeds each must have been hit (A3). */
export const CENTRAL_CRASH_POINTS: readonly CrashPoint[] = [
  'work: during a unit',
  'serve: during a unit',
  'start: during a unit',
  ...aroundCommits('own work', 'consequences', 'groups received', 'exchange served'),
  'at rest',
];

/** The same of a remote site. */
export const SITE_CRASH_POINTS: readonly CrashPoint[] = [
  'work: during a unit',
  'sync: during a unit',
  'start: during a unit',
  ...aroundCommits('own work', 'consequences', 'page applied', 'page parked', 'notes'),
  'request: before sending',
  'request: after sending',
  'reply: before anything is done with it',
  'at rest',
];
export type CrashPoint = string;

/** The life of a device from one start to the next. */
export interface Power {
  readonly on: () => boolean;
  /** Says that the device stands at this point; true when its power goes here. */
  readonly failsAt: (point: CrashPoint) => boolean;
  readonly activity: () => Activity;
}

/** Stops a unit of work of a device that has lost its power, so that its database undoes it. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

/** What a device without power waits for. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

export function kindOf(steps: readonly Step[]): CommitKind {
  const puts = new Set<string>();
  for (const step of steps) if ('put' in step) puts.add(step.table);
  if (steps.some((step) => 'remove' in step && step.table === 'unsettled')) return 'consequences';
  if (puts.has('held_group')) return 'groups received';
  if (puts.has('parked_page')) return 'page parked';
  if (
    steps.some(
      (step) =>
        'put' in step &&
        step.table === 'this_site' &&
        step.put.some((row) => row['key'] === 'marks'),
    )
  )
    return 'page applied';
  if (puts.has('peer')) return 'exchange served';
  puts.delete('this_site');
  return puts.size > 0 ? 'own work' : 'notes';
}

function aroundCommits(...kinds: readonly CommitKind[]): readonly CrashPoint[] {
  return kinds.flatMap((kind) => [`${kind}: before the commit`, `${kind}: after the commit`]);
}
