/**
 * Protocol bugs that can be switched on in tests, one at a time: the simulator must catch every one
 *. In production the set is empty.
 */
export const DELIBERATE_FAULTS = [
  'acknowledge-before-commit',
  'clear-queue-before-receipt',
  'mark-past-the-page',
  'apply-page-before-caught-up',
  'apply-without-unit-of-work',
  'skip-edit-rule-on-push',
  'skip-epoch-check',
  'skip-chain-check',
  'accept-fork',
  'reuse-number',
  'send-to-everyone',
  'drop-refused-group',
  'quarantine-row-only',
  'forget-dependants',
  'never-release',
  'grow-without-back-fill',
  'shrink-without-purge',
  'random-transfer-ids',
  'children-not-sent-with-parent',
  'echo-own-rows',
  'older-version-wins',
  'trust-marks-after-restore',
  'forget-re-offer',
  'lose-settle-after-crash',
  'drop-tombstones',
  'movement-without-stock',
  'newest-clock-wins',
] as const;

/** Bugs in what follows from merges, each seen by a test in `engine/merges`. TODO(#3): the simulator merges nothing yet. */
export const FAULTS_OF_MERGES = [
  'merge-by-arrival',
  'merge-one-step',
  'late-row-not-redirected',
  'twins-not-settled',
  'skip-merge-check-on-push',
] as const;

export type DeliberateFault =
  | (typeof DELIBERATE_FAULTS)[number]
  | (typeof FAULTS_OF_MERGES)[number];
export type DeliberateFaults = ReadonlySet<DeliberateFault>;
