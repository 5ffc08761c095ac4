// The merges that this site knows of. The database is the truth; the memory only spares asking it about rows that
// were never merged, which are nearly all.
import type { Row } from '#dictionary';
import type { Unit, View } from '#engine/ports';
import type { Parts } from '../parts.ts';
import { type MergePlan, mergePlan } from './merge-plan.ts';
import { type Left, type Merge, resolveMerges } from './resolve-merges.ts';

/** Merges that hang together, and what is left of their rows. */
export interface Merges {
  readonly all: readonly Merge[];
  readonly left: Left;
  /** The row that is left of this one; itself when it was never merged. */
  readonly kept: (table: string, id: string) => string;
}

/** The ids of rows that may have been merged into others; one that is not among them was not. */
export async function mergedAway(parts: Parts, unit: Unit): Promise<ReadonlySet<string>> {
  const { merged } = parts.recent;
  if (merged.away !== undefined) return merged.away;
  const plan = mergePlan(parts.dictionary);
  const rows = plan === undefined ? [] : await unit.select({ table: plan.source.event.table });
  const away = new Set<string>();
  if (plan !== undefined) note(away, mergesIn(plan, rows));
  merged.away = away;
  return away;
}

/** All merges that touch these rows, or rows that they lead to or come from; notes what they take away. */
export async function mergesAround(
  parts: Parts,
  view: View,
  ids: Iterable<string>,
): Promise<Merges> {
  const plan = mergePlan(parts.dictionary);
  const found = new Map<string, Merge>();
  const seen = new Set(ids);
  let open = [...seen];
  while (plan !== undefined && open.length > 0) {
    const { table, kept, removed } = plan.source.event;
    const rows = [
      ...(await view.select({ table, where: [{ column: removed, in: open }] })),
      ...(await view.select({ table, where: [{ column: kept, in: open }] })),
    ];
    open = [];
    for (const merge of mergesIn(plan, rows)) {
      found.set(merge.id, merge);
      for (const id of [merge.kept, merge.removed]) if (!seen.has(id)) open.push(id);
      seen.add(merge.kept).add(merge.removed);
    }
  }
  const all = [...found.values()];
  const left = parts.faults.has('merge-one-step') ? oneStep(all) : resolveMerges(all);
  const { away } = parts.recent.merged;
  if (away !== undefined) note(away, all);
  return { all, left, kept: (table, id) => left.get(`${table}/${id}`) ?? id };
}

/** The id of the row that is left of this one; its own when it was never merged. */
export async function leftOf(
  parts: Parts,
  unit: Unit,
  { table, id }: { readonly table: string; readonly id: string },
): Promise<string> {
  if (!(await mergedAway(parts, unit)).has(id)) return id;
  return (await mergesAround(parts, unit, [id])).kept(table, id);
}

function mergesIn(plan: MergePlan, rows: readonly Row[]): readonly Merge[] {
  return rows.flatMap((row) => plan.mergeIn(row) ?? []);
}

function note(away: Set<string>, merges: readonly Merge[]): void {
  const left = resolveMerges(merges);
  for (const { table, kept, removed } of merges) {
    away.add(removed);
    if (left.get(`${table}/${kept}`) !== kept) away.add(kept);
  }
}

/** Deliberate fault: A leads to B though B has gone to C. */
function oneStep(merges: readonly Merge[]): Left {
  return new Map(merges.map(({ table, removed, kept }) => [`${table}/${removed}`, kept]));
}
