// A reference that reaches further than the row it points to must say so: some site will hold the one without the
// other. What a store's rows say of each other is taken to be about the same store.
import { casesOf } from '../derive/rules-of.ts';
import type { Dictionary } from './dictionary.ts';
import type { OwnRule, SentTo } from './sync-rule.ts';
import type { Table } from './table.ts';

export function hiddenFaults(dictionary: Dictionary, table: Table): readonly string[] {
  const source = rootRules(dictionary, table);
  if (source === undefined) return [];
  const parties = Object.values(dictionary.topology.parties ?? {}).map((each) => each.table);
  return Object.entries(table.columns).flatMap(([name, column]) => {
    if (column.ref === undefined || column.mayBeHidden === true) return [];
    if (table.sync.kind === 'with-parent' && table.sync.parent === name) return [];
    const pointedTo = dictionary.table(column.ref);
    const target = pointedTo && rootRules(dictionary, pointedTo);
    if (target === undefined) return [];
    // NOTE the reference to a party is sure only where that very party decides who sees the row.
    const by = parties.includes(column.ref) ? name : undefined;
    const isSure = source.rules.every((from, i) =>
      // NOTE rows of one document fall under one and the same of its rules.
      (source.table === target.table ? target.rules.slice(i, i + 1) : target.rules).every((to) =>
        isSeenWith(from, to, by),
      ),
    );
    return isSure
      ? []
      : [`.${name}: may point to a ${column.ref} that is not visible, and does not say so`];
  });
}

interface RootRules {
  readonly table: Table;
  readonly rules: readonly OwnRule[];
}

function rootRules(dictionary: Dictionary, table: Table): RootRules | undefined {
  const passed = new Set<string>();
  for (let at: Table | undefined = table; at !== undefined && !passed.has(at.name); ) {
    passed.add(at.name);
    if (at.sync.kind !== 'with-parent')
      return { table: at, rules: casesOf(at).map(({ rule }) => rule) };
    at = dictionary.table(at.columns[at.sync.parent]?.ref ?? '');
  }
  return undefined; // a circle of parents, or one that is missing: told elsewhere
}

/** Whether every site that a row of the first rule reaches has what a row of the second rule reaches. */
function isSeenWith(from: OwnRule, to: OwnRule, by: string | undefined): boolean {
  if (from.sentTo.length === 0) return true;
  if (to.stays !== undefined && !staysAsWell(from, to.stays)) return false;
  const reached = new Set(
    to.sentTo.filter((audience) => audience.when === undefined).flatMap(placesOf),
  );
  if (reached.has('everyone')) return true;
  return from.sentTo.every(
    (audience) =>
      placesOf(audience).every((place) => reached.has(place)) &&
      !('column' in audience && by !== undefined && audience.column !== by),
  );
}

function staysAsWell({ stays }: OwnRule, target: NonNullable<OwnRule['stays']>): boolean {
  if (stays === undefined) return false;
  return stays.unlessGiven === undefined || stays.unlessGiven.column === target.unlessGiven?.column;
}

function placesOf(audience: SentTo): readonly string[] {
  switch (audience.to) {
    case 'counterparty':
      return audience.blank === undefined ? ['counterparty'] : ['counterparty', 'everyone'];
    case 'partners-of':
      // The counterparty of a transfer is a partner.
      return ['partners-of', 'counterparty'];
    case 'home':
      return [`home of ${audience.person}`];
    case 'seen-by':
      return [`seen ${audience.party}`];
    default:
      return [audience.to];
  }
}
