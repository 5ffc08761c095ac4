// Where each deliberate fault was caught. What a seed means changes with the code: so many after it are tried, too.
import type { DeliberateFault } from '#engine/ports';
import { type Caught, catchMutant, type Hunt } from '../run/catch-mutant.ts';

type Seeds = Partial<Record<DeliberateFault, number>>;

/** For each deliberate fault a seed of a small country that caught it; others are caught at seed 1 or soon after. */
export const IN_SMALL_COUNTRIES: Seeds = {
  'never-release': 34,
  'shrink-without-purge': 30,
  'trust-marks-after-restore': 28,
  'forget-re-offer': 11,
  'drop-tombstones': 5,
};

/** What is too rare for a small country: a seed of an ordinary one. */
export const IN_ORDINARY_COUNTRIES: Seeds = {
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

const TRIES = 12;

/** What the fault is caught by at its known seed, or soon after. */
export function catchNear(
  fault: DeliberateFault,
  seeds: Seeds,
  run: Hunt['run'],
): Promise<Caught | undefined> {
  return catchMutant(fault, { from: seeds[fault] ?? 1, seeds: TRIES, run });
}
