// When a site syncs by itself: soon after work was saved, often while there is news, seldom while nothing happens,
// and ever later while central cannot be reached. Time and timers are handed in.
import { type Clock, fractionOf, type Random } from '#base';
import type { SyncRun } from './site-api.ts';

/** Calls `run` once after so many milliseconds; the returned function calls it off. */
export interface Timer {
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** Milliseconds. */
export interface Pace {
  /** From saved work to the sync that takes it away. */
  readonly soon: number;
  /** Between syncs while something comes or goes, and the first pause after a failure. */
  readonly shortest: number;
  /** Between syncs while nothing happens, or nobody answers. */
  readonly longest: number;
}

export interface SyncDriverParts {
  readonly sync: () => Promise<SyncRun>;
  readonly paused: () => Promise<boolean>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly random: Random;
  readonly timer: Timer;
  readonly pace?: Partial<Pace>;
  /** A fault inside a sync: it is the caller's to report; the next sync comes all the same. */
  readonly onFault: (fault: unknown) => void;
}

export interface SyncDriver {
  readonly start: () => void;
  /** Something was saved here, or the sync was resumed. */
  readonly changed: () => void;
  /** Milliseconds until the next sync; undefined while one runs or nothing is planned. */
  readonly untilNext: () => number | undefined;
  /** Plans nothing more and waits for a sync under way. */
  readonly stop: () => Promise<void>;
}

export const DEFAULT_PACE: Pace = { soon: 2_000, shortest: 30_000, longest: 300_000 };
/** Sites that lost central together must not come back together. */
const JITTER = 0.25;

export function syncDriver(parts: SyncDriverParts): SyncDriver {
  const { clock, random, timer } = parts;
  const pace: Pace = { ...DEFAULT_PACE, ...parts.pace };
  let plan: { readonly at: number; readonly callOff: () => void } | undefined;
  let underWay: Promise<void> | undefined;
  let stopped = true;
  let failures = 0;
  let quiet = 0;
  let savedMeanwhile = false;

  const planIn = (milliseconds: number) => {
    const at = clock.monotonic() + milliseconds;
    if (stopped || (plan !== undefined && plan.at <= at)) return;
    plan?.callOff();
    plan = { at, callOff: timer.after(milliseconds, run) };
  };

  const run = () => {
    plan = undefined;
    savedMeanwhile = false;
    underWay = once().then((pause) => {
      underWay = undefined;
      planIn(savedMeanwhile && failures === 0 ? pace.soon : pause);
    });
  };

  /** One sync, and how long to wait after it. */
  const once = async (): Promise<number> => {
    try {
      if (await parts.paused()) return jittered(pace.longest);
      const outcome = await parts.sync();
      failures = outcome.error === null ? 0 : failures + 1;
      quiet = outcome.pushed + outcome.pulled > 0 ? 0 : quiet + 1;
    } catch (fault) {
      failures += 1;
      parts.onFault(fault);
    }
    return jittered(doubled(pace, Math.max(0, (failures > 0 ? failures : quiet) - 1)));
  };

  const jittered = (milliseconds: number) =>
    milliseconds * (1 - JITTER + 2 * JITTER * fractionOf(random));

  return {
    start() {
      stopped = false;
      planIn(0);
    },
    changed() {
      quiet = 0;
      savedMeanwhile = true;
      // NOTE while central is out of reach, saving more does not bring it nearer: the pause stands.
      if (underWay === undefined && failures === 0) planIn(pace.soon);
    },
    untilNext: () => plan && Math.max(0, plan.at - clock.monotonic()),
    async stop() {
      stopped = true;
      plan?.callOff();
      plan = undefined;
      await underWay;
    },
  };
}

function doubled({ shortest, longest }: Pace, times: number): number {
  return Math.min(longest, shortest * 2 ** Math.min(times, 20));
}
