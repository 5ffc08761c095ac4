import type { Clock } from '#base';

/** Failures that may follow at once, and how soon one more is allowed after that. */
const AT_ONCE = 10;
const ONE_MORE_MS = 6_000;
const SOURCES_KEPT = 10_000;

export interface AttemptLimit {
  /** Above 0 no attempt is made now; one may come again after so many milliseconds. */
  readonly wait: (from: string) => number;
  readonly noteFailure: (from: string) => void;
}

/** Counts failures by where they come from: codes cannot be guessed this fast, and nobody else has to wait. */
export function attemptLimit(clock: Pick<Clock, 'monotonic'>): AttemptLimit {
  /** When the last failure of a source will be forgotten; they are forgotten one by one. */
  const clearAt = new Map<string, number>();
  return {
    wait(from) {
      const ahead = (clearAt.get(from) ?? 0) - clock.monotonic();
      return Math.max(0, ahead - (AT_ONCE - 1) * ONE_MORE_MS);
    },
    noteFailure(from) {
      if (clearAt.size >= SOURCES_KEPT) clearAt.clear();
      const now = clock.monotonic();
      clearAt.set(from, Math.max(clearAt.get(from) ?? now, now) + ONE_MORE_MS);
    },
  };
}
