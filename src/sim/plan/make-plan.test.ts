import { expect, it } from 'vitest';
import { makePlan } from './make-plan.ts';

it('expands a seed to the same plan, as plain data, in the order of time', () => {
  const plan = makePlan(5);
  expect(makePlan(5)).toEqual(plan);
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(plan.steps.map(({ at }) => at)).toEqual(
    [...plan.steps.map(({ at }) => at)].sort((a, b) => a - b),
  );
});

it('leaves out some faults in some seeds, and every fault in none', () => {
  const kinds = Array.from(
    { length: 60 },
    (_, seed) => new Set(makePlan(seed).steps.map((step) => step.do)),
  );
  for (const kind of ['crash', 'offline', 'clock', 'restore', 'copy-device', 'forge'] as const) {
    expect(kinds.some((each) => each.has(kind))).toBe(true);
    expect(kinds.some((each) => !each.has(kind))).toBe(true);
  }
});
