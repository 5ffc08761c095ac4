// The deliberate faults that lie in who receives a row: the rule as it is, or with those that are switched on.
import type { OwnRule, SentTo } from '#dictionary';
import type { DeliberateFaults } from '#engine/ports';

/** The audiences of a rule. */
export function sentToUnder(faults: DeliberateFaults, rule: OwnRule): readonly SentTo[] {
  if (faults.size === 0 || rule.sentTo.length === 0) return rule.sentTo;
  if (isForEveryone(faults, rule)) return [{ to: 'everyone' }];
  return rule.sentTo
    .filter((audience) => !isForgotten(faults, audience))
    .map((audience) => {
      if (!faults.has('audience-without-its-preference')) return audience;
      const { when: _, ...always } = audience;
      return always;
    });
}

function isForEveryone(faults: DeliberateFaults, { type, sentTo }: OwnRule): boolean {
  return (
    faults.has('send-to-everyone') ||
    (faults.has('name-data-to-everyone') && type === 'name') ||
    (faults.has('messages-to-everyone') && type === 'message') ||
    (faults.has('dispensary-data-to-everyone') && sentTo.some(({ to }) => to === 'dispensaries'))
  );
}

function isForgotten(faults: DeliberateFaults, { to }: SentTo): boolean {
  return (
    (faults.has('forget-where-parties-are-seen') && to === 'seen-by') ||
    (faults.has('forget-the-home') && to === 'home') ||
    (faults.has('forget-the-primary') && to === 'primary') ||
    (faults.has('forget-partners') && to === 'partners-of') ||
    (faults.has('forget-the-counterparty') && to === 'counterparty')
  );
}
