import { expect, test } from 'vitest';
import type { SyncRun } from './site-api.ts';
import { syncDriver } from './sync-driver.ts';

const PACE = { soon: 2_000, shortest: 30_000, longest: 300_000 };
const UNREACHABLE = {
  code: 'x.y',
  kind: 'unreachable',
  message: '',
  details: {},
  next: '',
} as const;

/** A driver on a clock that only moves when the test says so; every sync ends as `outcome` says. */
function driven(outcome: () => Partial<SyncRun>, paused = () => false) {
  let now = 0;
  const timers: { at: number; run: () => void; off: boolean }[] = [];
  const synced: number[] = [];
  const faults: unknown[] = [];
  const driver = syncDriver({
    sync: async () => {
      synced.push(now);
      return { pushed: 0, pulled: 0, quarantined: 0, error: null, duration_ms: 1, ...outcome() };
    },
    paused: async () => paused(),
    clock: { monotonic: () => now },
    random: { bytes: () => Uint8Array.of(0x80, 0, 0, 0) },
    timer: {
      after(milliseconds, run) {
        const timer = { at: now + milliseconds, run, off: false };
        timers.push(timer);
        return () => {
          timer.off = true;
        };
      },
    },
    pace: PACE,
    onFault: (fault) => faults.push(fault),
  });
  const advance = async (to: number) => {
    for (;;) {
      for (let i = 0; i < 20; i += 1) await Promise.resolve();
      const due = timers
        .filter((timer) => !timer.off && timer.at <= to)
        .sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      now = due.at;
      due.off = true;
      due.run();
    }
    now = to;
  };
  return { driver, synced, faults, advance };
}

const inSeconds = (times: readonly number[]) => times.map((time) => Math.round(time / 1_000));

test('[SY1] a site where nothing happens syncs less and less often, up to the longest pause', async () => {
  const { driver, synced, advance } = driven(() => ({}));
  driver.start();
  await advance(1_500_000);
  expect(inSeconds(synced)).toEqual([0, 30, 90, 210, 450, 750, 1_050, 1_350]);
});

test('[SY1] news brings the next sync near again', async () => {
  let pulled = 0;
  const { driver, synced, advance } = driven(() => ({ pulled }));
  driver.start();
  await advance(460_000);
  pulled = 5;
  await advance(850_000);
  expect(inSeconds(synced)).toEqual([0, 30, 90, 210, 450, 750, 780, 810, 840]);
});

test('[SY1] saved work is taken away soon, once for many saves', async () => {
  const { driver, synced, advance } = driven(() => ({}));
  driver.start();
  await advance(10_000);
  driver.changed();
  await advance(11_000);
  driver.changed();
  await advance(20_000);
  expect(inSeconds(synced)).toEqual([0, 12]);
});

test('[SY1] while central cannot be reached the pauses double, and saving does not shorten them', async () => {
  const { driver, synced, advance } = driven(() => ({ error: UNREACHABLE }));
  driver.start();
  await advance(100_000);
  driver.changed();
  await advance(460_000);
  expect(inSeconds(synced)).toEqual([0, 30, 90, 210, 450]);
});

test('[SY1] a paused site plans on and syncs again when it is resumed', async () => {
  let paused = true;
  const { driver, synced, advance } = driven(
    () => ({}),
    () => paused,
  );
  driver.start();
  await advance(1_000_000);
  expect(synced).toEqual([]);
  paused = false;
  driver.changed();
  await advance(1_002_500);
  expect(inSeconds(synced)).toEqual([1_002]);
});

test('a fault is reported and the next sync comes all the same', async () => {
  let broken = true;
  const { driver, synced, faults, advance } = driven(() => {
    if (broken) throw new Error('broken');
    return {};
  });
  driver.start();
  await advance(1_000);
  broken = false;
  await advance(31_000);
  expect(inSeconds(synced)).toEqual([0, 30]);
  expect(faults).toHaveLength(1);
});

test('a stopped driver syncs no more', async () => {
  const { driver, synced, advance } = driven(() => ({}));
  driver.start();
  await advance(1_000);
  await driver.stop();
  driver.changed();
  await advance(1_000_000);
  expect(inSeconds(synced)).toEqual([0]);
});
