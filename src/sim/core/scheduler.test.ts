import { expect, it } from 'vitest';
import { chanceOf } from './chance.ts';
import { createScheduler } from './scheduler.ts';

const always = { until: Number.POSITIVE_INFINITY, afterEvent: () => undefined, stop: () => false };

it('runs what is due in the order of time, and everything that follows without waiting before the next', async () => {
  const scheduler = createScheduler(chanceOf('ties'));
  const seen: string[] = [];
  scheduler.at(20, () => seen.push(`second at ${scheduler.now()}`));
  scheduler.at(10, () => {
    void Promise.resolve()
      .then(() => undefined)
      .then(() => seen.push(`first at ${scheduler.now()}`));
  });
  await scheduler.run(always);
  expect(seen).toEqual(['first at 10', 'second at 20']);
});

it('breaks ties by chance, and the same chance breaks them the same way', async () => {
  const orderOf = async (seed: string) => {
    const scheduler = createScheduler(chanceOf(seed));
    const seen: number[] = [];
    for (let i = 0; i < 8; i += 1) scheduler.at(5, () => seen.push(i));
    await scheduler.run(always);
    return seen;
  };
  expect(await orderOf('one')).toEqual(await orderOf('one'));
  expect(await orderOf('one')).not.toEqual(await orderOf('another'));
});

it('wakes a sleeper after virtual time, at no cost of real time', async () => {
  const scheduler = createScheduler(chanceOf('sleep'));
  const year = 365 * 86_400_000;
  let woken = 0;
  void scheduler.sleep(year).then(() => {
    woken = scheduler.now();
  });
  await scheduler.run(always);
  expect(woken).toBe(year);
});
