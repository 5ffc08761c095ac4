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
  'name-data-to-everyone',
  'messages-to-everyone',
  'dispensary-data-to-everyone',
  'audience-without-its-preference',
  'forget-where-parties-are-seen',
  'forget-the-home',
  'forget-the-primary',
  'forget-partners',
  'forget-the-counterparty',
  'hidden-join-counts',
  'forget-who-is-shown',
  'preference-without-refiling',
  'first-slice-only',
  'collectors-not-served',
  'keep-dropped-feeds',
  'row-not-stamped',
  'stamped-again',
  'stamp-unheard-of',
  'skip-home-epoch',
  'home-from-a-push',
  'home-by-hand',
  'policy-added-anywhere',
  'name-strangers',
  'primary-is-central',
  'writer-chooses-rule',
  'messages-change',
  'transactions-leak',
  'halves-stay-as-well',
  'lines-left-behind',
  'history-not-sent',
  'wait-for-what-was-left-out',
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
