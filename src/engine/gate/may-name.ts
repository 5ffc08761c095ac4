// A row that names another store as its counterparty is sent to that store's site. So it may name only a partner:
// nobody makes himself seen by naming somebody (E4).
import { ruleOfRow } from '#dictionary';
import type { Topology } from '#engine/rules';
import type { Parts } from '../parts.ts';
import { notPartners } from '../refusals.ts';
import type { Blamed } from './blamed.ts';
import type { Change } from './change.ts';

export interface Stranger extends Blamed {
  /** The store whose visibility may change that. */
  readonly storeId: string;
}

/** The first store that these changes newly name without being its partner. */
export function strangerNamed(
  { dictionary }: Parts,
  topology: Topology,
  changes: readonly Change[],
): Stranger | undefined {
  for (const change of changes) {
    const { table, before, after } = change;
    const known = dictionary.table(table);
    const rule = known && ruleOfRow(known, after);
    if (rule?.editedAt.at !== 'active-site') continue;
    const own = String(after[rule.editedAt.store]);
    for (const audience of rule.sentTo) {
      if (audience.to !== 'counterparty') continue;
      const named = after[audience.store];
      if (typeof named !== 'string' || before?.[audience.store] === named) continue;
      if (topology.partnersOf(own).some((partner) => partner === named)) continue;
      const refusal = notPartners({ table, store_id: own, named });
      return { change, refusal, storeId: named };
    }
  }
  return undefined;
}
