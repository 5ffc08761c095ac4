// Virtual time. Nothing in a run waits for real time: the next thing due is taken, the clock is set to it, and
// everything that can go on without waiting goes on, until only things that are due later are left.
import type { Chance } from './chance.ts';

// Taken before a run seals the timers of the process: it ends a turn of the event loop, after all microtasks.
const nextTurn = setImmediate;

export interface Scheduler {
  /** Virtual milliseconds since the run began. */
  readonly now: () => number;
  /** How many events have run. */
  readonly events: () => number;
  readonly at: (time: number, run: () => void) => void;
  readonly after: (delay: number, run: () => void) => void;
  /** Resolves `delay` virtual milliseconds later. */
  readonly sleep: (delay: number) => Promise<void>;
  /** Runs what is due up to `until` (for ever: until nothing is), then sets the clock to it; stops early when `stop` says so. */
  readonly run: (options: {
    readonly until: number;
    readonly afterEvent: () => void;
    readonly stop: () => boolean;
  }) => Promise<void>;
}

interface Entry {
  readonly time: number;
  /** Things due at the same moment come in a random order; the number only keeps equal ties apart. */
  readonly tie: number;
  readonly number: number;
  readonly run: () => void;
}

export function createScheduler(chance: Chance): Scheduler {
  const heap: Entry[] = [];
  let now = 0;
  let added = 0;
  let events = 0;
  const at = (time: number, run: () => void) => {
    added += 1;
    push(heap, {
      time: Math.max(time, now),
      tie: chance.whole(0, 0x3fff_ffff),
      number: added,
      run,
    });
  };
  return {
    now: () => now,
    events: () => events,
    at,
    after: (delay, run) => at(now + delay, run),
    sleep: (delay) => new Promise((resolve) => at(now + delay, resolve)),
    async run({ until, afterEvent, stop }) {
      await settled();
      while (!stop()) {
        const next = heap[0];
        if (next === undefined || next.time > until) break;
        pop(heap);
        now = next.time;
        events += 1;
        next.run();
        await settled();
        afterEvent();
      }
      if (Number.isFinite(until)) now = Math.max(now, until);
    },
  };
}

/** Resolves when no microtask is left. */
export function settled(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}

function before(a: Entry, b: Entry): boolean {
  if (a.time !== b.time) return a.time < b.time;
  return a.tie !== b.tie ? a.tie < b.tie : a.number < b.number;
}

function push(heap: Entry[], entry: Entry): void {
  let i = heap.push(entry) - 1;
  while (i > 0) {
    const above = (i - 1) >> 1;
    const parent = heap[above] as Entry;
    if (!before(entry, parent)) break;
    heap[i] = parent;
    i = above;
  }
  heap[i] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop() as Entry;
  if (heap.length === 0) return;
  let i = 0;
  for (;;) {
    const left = 2 * i + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child =
      right < heap.length && before(heap[right] as Entry, heap[left] as Entry) ? right : left;
    if (!before(heap[child] as Entry, last)) break;
    heap[i] = heap[child] as Entry;
    i = child;
  }
  heap[i] = last;
}
