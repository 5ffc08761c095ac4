// A merge names two rows by columns that are no references, and its own edit rule asks about the kept one only: so
// central looks at both before it takes one from a site (E4).
import { must, type Refusal } from '#base';
import { type Row, ruleOfRow, type Table } from '#dictionary';
import type { Unit } from '#engine/ports';
import { ownerOf, type Topology } from '#engine/rules';
import type { Change } from '../gate/change.ts';
import type { Parts } from '../parts.ts';
import { mergeForGood, missingReference, notTogether } from '../refusals.ts';
import { mergePlan } from './merge-plan.ts';

/** Why a merge among received changes is not taken; `waitsFor`: the row whose arrival may change that. */
export interface NotMerged {
  readonly refusal: Refusal;
  readonly waitsFor?: string;
}

export async function mergeRefusal(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<NotMerged | undefined> {
  const plan = mergePlan(parts.dictionary);
  if (plan === undefined || parts.faults.has('skip-merge-check-on-push')) return undefined;
  const { event } = plan.source;
  const { topology } = parts.country;
  for (const { table, before, after } of changes) {
    if (table !== event.table) continue;
    if (before !== undefined && plan.mergeIn(before) !== undefined)
      return { refusal: mergeForGood({ table }) };
    const merge = plan.mergeIn(after);
    if (merge === undefined) continue;
    const of = must(parts.dictionary.table(merge.table), 'merges name tables of the dictionary');
    const rows = await unit.get(merge.table, [merge.kept, merge.removed]);
    const both: Row[] = [];
    for (const column of [event.kept, event.removed] as const) {
      const id = String(after[column]);
      const among = changes.find((each) => each.table === of.name && each.after['id'] === id);
      const row = among?.after ?? rows.get(id);
      if (row === undefined)
        return { refusal: missingReference({ table, column, id }), waitsFor: id };
      both.push(row);
    }
    const twin = plan.twins === merge.table && topology.storeOfName(merge.removed) !== undefined;
    if (merge.kept === merge.removed || twin || !areTogether(topology, of, both, after))
      return { refusal: notTogether({ table: merge.table }) };
  }
  return undefined;
}

/** Both rows are edited at one site; rows that belong to a store belong to the store that the merge names. */
function areTogether(topology: Topology, of: Table, both: readonly Row[], event: Row): boolean {
  const owners = both.map((row) => {
    const rule = must(ruleOfRow(of, row), 'rows that can be merged have a rule of their own');
    const owner = ownerOf(topology, rule.editedAt, row);
    if (!('siteId' in owner)) return undefined;
    if (rule.editedAt.at !== 'active-site') return String(owner.siteId);
    const store = row[rule.editedAt.store];
    return store === event[rule.editedAt.store] ? String(store) : undefined;
  });
  return owners[0] !== undefined && owners.every((owner) => owner === owners[0]);
}
