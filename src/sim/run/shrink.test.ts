import { expect, it } from 'vitest';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { describePlan } from './describe-plan.ts';
import { shrink } from './shrink.ts';

it('keeps what is needed to fail and nothing else, and tells it in 25 lines', async () => {
  const plan = makePlan(11);
  const needed = plan.steps.filter((step) => step.do === 'sync').slice(3, 5);
  const failsWith = async (candidate: Plan) =>
    needed.every(({ salt }) => candidate.steps.some((step) => step.salt === salt))
      ? 'B1'
      : undefined;
  const smaller = await shrink(plan, { failsWith, isOver: () => false });
  expect(smaller.steps.map(({ salt }) => salt)).toEqual(needed.map(({ salt }) => salt));
  expect(smaller.country.sites.length).toBeLessThanOrEqual(plan.country.sites.length);
  expect(describePlan(smaller).length).toBeLessThanOrEqual(23);
});

it('leaves a plan alone that does not fail, and stops in time', async () => {
  const plan = makePlan(12);
  expect(await shrink(plan, { failsWith: async () => undefined, isOver: () => false })).toBe(plan);
  expect(await shrink(plan, { failsWith: async () => 'B1', isOver: () => true })).toBe(plan);
});
