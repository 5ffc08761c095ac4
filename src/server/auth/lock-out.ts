import type { Clock } from '#base';

export interface LockOut {
  /** Milliseconds until this username may be tried again; 0: now. */
  readonly wait: (username: string, failuresKept: number) => number;
  readonly noteFailure: (username: string, failuresKept: number) => void;
  readonly noteSuccess: (username: string) => void;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 15 * 60_000;
const USERNAMES_KEPT = 10_000;

/**
 * Wrong passwords in a row make the next try wait: a second, doubling up to fifteen minutes. The count of a user is
 * kept in the account, so a restart does not reset it: the wait begins again then. It never looks at the wall clock.
 */
export function lockOut(clock: Pick<Clock, 'monotonic'>): LockOut {
  const began = clock.monotonic();
  const failures = new Map<string, { readonly count: number; readonly at: number }>();
  const latest = (username: string, failuresKept: number) =>
    failures.get(username) ?? { count: failuresKept, at: began };

  const keep = (username: string, count: number) => {
    failures.delete(username);
    failures.set(username, { count, at: clock.monotonic() });
    const [oldest] = failures.keys();
    if (failures.size > USERNAMES_KEPT && oldest !== undefined) failures.delete(oldest);
  };

  return {
    wait(username, failuresKept) {
      const { count, at } = latest(username, failuresKept);
      if (count === 0) return 0;
      const delay = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(count - 1, 20));
      return Math.max(0, at + delay - clock.monotonic());
    },
    noteFailure(username, failuresKept) {
      keep(username, latest(username, failuresKept).count + 1);
    },
    noteSuccess(username) {
      keep(username, 0);
    },
  };
}
