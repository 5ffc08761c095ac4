import { expect, it } from 'vitest';
import { DELIBERATE_FAULTS, type DeliberateFault } from '#engine/ports';
import { makePlan } from './plan/make-plan.ts';
import { catchMutant, type Hunt } from './run/catch-mutant.ts';
import { runPlan } from './run/run-plan.ts';

/** Acts of people in a small country. */
const SMALL = 40;
/** For each deliberate fault a seed of a small country that caught it; others are caught at seed 1 or soon after. */
const KNOWN: Partial<Record<DeliberateFault, number>> = {
  'never-release': 34,
  'shrink-without-purge': 30,
  'trust-marks-after-restore': 28,
  'forget-re-offer': 11,
  'drop-tombstones': 5,
};
/** What is too rare for a small country: a seed of an ordinary one. */
const RARE: Partial<Record<DeliberateFault, number>> = {
  'accept-fork': 6,
  'audience-without-its-preference': 2,
  'hidden-join-counts': 5,
  'preference-without-refiling': 216,
  'keep-dropped-feeds': 1,
  'stamped-again': 38,
  'skip-home-epoch': 6,
  'home-from-a-push': 7,
  'home-by-hand': 49,
  'policy-added-anywhere': 68,
  'name-strangers': 67,
  'primary-is-central': 21,
  'writer-chooses-rule': 28,
  'messages-change': 7,
  'merge-by-arrival': 12,
  'merge-one-step': 39,
  'late-row-not-redirected': 3,
  'twins-not-settled': 3,
  'skip-merge-check-on-push': 5,
  'older-version-wins': 28,
  'skip-chain-check': 21,
  'collectors-not-served': 1,
  'row-not-stamped': 7,
};
/** What a seed means changes with the code: so many after the known one are tried, too. */
const TRIES = 12;

const runOf =
  (fault: DeliberateFault): Hunt['run'] =>
  async (seed, faults) => {
    const plan = fault in RARE ? makePlan(seed) : makePlan(seed, { acts: SMALL });
    return (await runPlan(plan, faults === undefined ? {} : { faults })).failure;
  };

it.each(DELIBERATE_FAULTS)(
  'catches the deliberate fault %s',
  { timeout: 60_000 },
  async (fault) => {
    const from = RARE[fault] ?? KNOWN[fault] ?? 1;
    const caught = await catchMutant(fault, { from, seeds: TRIES, run: runOf(fault) });
    expect(caught).toBeDefined();
  },
);
