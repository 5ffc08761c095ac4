// A merge that waits at central, or was voided there, has turned what its site holds, and is not turned back (ADR 0019).
// So that site goes on naming the row that is left there, also in columns that nobody changes, and in rows that it sends
// once more as they stand: there it says nothing new.
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Group } from '#protocol';
import type { Change } from '../gate/change.ts';
import type { Parts } from '../parts.ts';
import { mergesAround } from './known-merges.ts';
import { type MergePlan, mergePlan } from './merge-plan.ts';
import { type Merge, resolveMerges } from './resolve-merges.ts';

interface Sent {
  readonly from: number;
  readonly group: Group;
}

/** The changes of this group as central takes them: what is fixed stays where only such a merge turned it. */
export async function keepFixed(
  parts: Parts,
  unit: Unit,
  { from, group }: Sent,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const plan = mergePlan(parts.dictionary);
  if (plan === undefined) return changes;
  const turned = changes.map((change) => turnedIn(parts, plan, change));
  if (turned.every((columns) => columns.length === 0)) return changes;
  const untaken = await untakenMerges(unit, plan, { from, group });
  if (untaken.length === 0) return changes;
  const ids = untaken.flatMap(({ kept, removed }) => [kept, removed]);
  const left = resolveMerges([...(await mergesAround(parts, unit, ids)).all, ...untaken]);
  const leftOf = (table: string, id: unknown) => left.get(`${table}/${id}`) ?? id;
  return changes.map((change, i) => {
    const kept: Record<string, Row[string]> = {};
    for (const { column, table } of turned[i] ?? []) {
      const here = change.before?.[column] ?? null;
      if (leftOf(table, here) === leftOf(table, change.after[column])) kept[column] = here;
    }
    return { ...change, after: { ...change.after, ...kept } };
  });
}

/**
 * The columns that name another row than they did, of a table whose rows can be merged: the fixed ones, and all where
 * the row is the very version that is here.
 */
function turnedIn({ dictionary }: Parts, plan: MergePlan, { table, before, after }: Change) {
  if (before === undefined) return [];
  const columns = dictionary.table(table)?.columns ?? {};
  const again = VERSION.every((column) => before[column] === after[column]);
  return plan
    .columnsOf(table)
    .filter(
      ({ column }) =>
        (again || columns[column]?.fixed === true) && before[column] !== after[column],
    );
}

const VERSION = ['row_version', 'origin_site_id'];

/** The merges that the site had made when it made this group, and that central did not take. */
async function untakenMerges(
  unit: Unit,
  { source, mergeIn }: MergePlan,
  { from, group }: Sent,
): Promise<readonly Merge[]> {
  const where = [
    { column: 'site_id', is: from },
    { column: 'position', upTo: group.position },
  ];
  const untaken = [
    ...(await unit.select({ table: 'quarantined_group', where })),
    ...(await unit.select({ table: 'voided_group', where })),
  ];
  return untaken
    .flatMap(({ body }) => (body as unknown as Group).changes)
    .filter(({ table }) => table === source.event.table)
    .flatMap(({ row }) => mergeIn(row as Row) ?? []);
}
