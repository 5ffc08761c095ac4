import { expect, it } from 'vitest';
import { DELIBERATE_FAULTS } from '#engine/ports';
import { makePlan } from '../plan/make-plan.ts';
import type { Hunt } from '../run/catch-mutant.ts';
import { runPlan } from '../run/run-plan.ts';
import { catchNear, IN_ORDINARY_COUNTRIES, IN_SMALL_COUNTRIES } from './known-seeds.ts';

/** Acts of people in a small country. */
const SMALL = 40;

const run: Hunt['run'] = async (seed, faults) =>
  (await runPlan(makePlan(seed, { acts: SMALL }), faults && { faults })).failure;

const faults = DELIBERATE_FAULTS.filter((fault) => !(fault in IN_ORDINARY_COUNTRIES));

it.each(faults)('catches the deliberate fault %s', { timeout: 60_000 }, async (fault) => {
  expect(await catchNear(fault, IN_SMALL_COUNTRIES, run)).toBeDefined();
});
