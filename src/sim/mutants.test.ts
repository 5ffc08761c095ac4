import { expect, it } from 'vitest';
import { DELIBERATE_FAULTS, type DeliberateFault } from '#engine/ports';
import { makePlan } from './plan/make-plan.ts';
import { catchMutant, type Hunt } from './run/catch-mutant.ts';
import { runPlan } from './run/run-plan.ts';

/** For each deliberate fault a seed of a small country that caught it; others are caught at seed 1 or soon after. */
const KNOWN: Partial<Record<DeliberateFault, number>> = {
  'skip-epoch-check': 5,
  'skip-chain-check': 93,
  'accept-fork': 52,
  'forget-dependants': 7,
  'never-release': 11,
  'older-version-wins': 7,
  'trust-marks-after-restore': 28,
  'forget-re-offer': 11,
  'drop-tombstones': 12,
};
/** What a seed means changes with the code: so many after the known one are tried, too. */
const TRIES = 12;

const run: Hunt['run'] = async (seed, faults) => {
  const plan = makePlan(seed, { acts: 40 });
  return (await runPlan(plan, faults === undefined ? {} : { faults })).failure;
};

it.each(DELIBERATE_FAULTS)(
  'catches the deliberate fault %s',
  { timeout: 60_000 },
  async (fault) => {
    expect(await catchMutant(fault, { from: KNOWN[fault] ?? 1, seeds: TRIES, run })).toBeDefined();
  },
);
