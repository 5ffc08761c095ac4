// Rows that arrive, or are being written, may name what was merged away in the meantime: they are turned to what is
// left of it before anything else looks at them. Nothing is ever refused for it.
import type { Row, Table } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Change } from '../gate/change.ts';
import type { Parts } from '../parts.ts';
import { mergedAway, mergesAround } from './known-merges.ts';
import { type MergePlan, mergePlan } from './merge-plan.ts';
import { turnRow } from './turn-row.ts';

/**
 * The changes as they read with the merges known here. One whose writer does not come to the same by itself is marked,
 * so that central tells it what became of its row.
 */
export async function redirected(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const plan = mergePlan(parts.dictionary);
  if (plan === undefined || parts.faults.has('late-row-not-redirected')) return changes;
  const away = await mergedAway(parts, unit);
  if (away.size === 0) return changes;
  const asked = new Set(changes.flatMap(({ table, after }) => named(plan, away, table, after)));
  if (asked.size === 0) return changes;
  const merges = await mergesAround(parts, unit, asked);
  return changes.map((change) => {
    const { table, after: given } = change;
    const before = parts.isCentral ? change.before : undefined;
    const after = turnRow({ plan, merges, table, before }, given);
    if (after === given) return change;
    const unheard = plan
      .columnsOf(table)
      .some(
        ({ column, unique, mayBeHidden }) =>
          (unique || mayBeHidden) && after[column] !== given[column],
      );
    return unheard ? { ...change, after, turned: true } : { ...change, after };
  });
}

/** The columns that own work gives, turned likewise; a row that still names the removed one here may go on doing so. */
export async function redirectedGiven(
  parts: Parts,
  unit: Unit,
  table: Table,
  { before, given }: { readonly before: Row | undefined; readonly given: Row },
): Promise<Row> {
  const plan = mergePlan(parts.dictionary);
  if (plan === undefined || parts.faults.has('late-row-not-redirected')) return given;
  const away = await mergedAway(parts, unit);
  const asked = away.size === 0 ? [] : named(plan, away, table.name, given);
  if (asked.length === 0) return given;
  const { kept } = await mergesAround(parts, unit, asked);
  const turned: Record<string, Row[string]> = { ...given };
  for (const { column, table: to } of plan.columnsOf(table.name)) {
    const id = given[column];
    if (typeof id !== 'string') continue;
    const here = before?.[column];
    turned[column] =
      typeof here === 'string' && kept(to, here) === kept(to, id) ? here : kept(to, id);
  }
  return turned;
}

/** The ids in this row that may have been merged away: its own, and those that it names. */
export function named(
  plan: MergePlan,
  away: ReadonlySet<string>,
  table: string,
  row: Row,
): readonly string[] {
  const ids = plan.columnsOf(table).map(({ column }) => row[column]);
  if (plan.tables.has(table)) ids.push(row['id']);
  return ids.filter((id): id is string => typeof id === 'string' && away.has(id));
}
