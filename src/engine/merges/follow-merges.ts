import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import { type Change, idOf } from '../gate/change.ts';
import type { Located } from '../gate/roots.ts';
import type { Parts } from '../parts.ts';
import { type Merges, mergedAway, mergesAround } from './known-merges.ts';
import { type MergePlan, mergePlan } from './merge-plan.ts';
import { named } from './redirect.ts';
import type { Merge } from './resolve-merges.ts';
import { seeEachOther } from './see-each-other.ts';
import { settleTwins, twinsAround } from './settle-twins.ts';
import { turnMerged, turnReferences } from './turn-references.ts';

export interface Followed {
  /** The changes as the database holds them now, and central's own that followed from them. */
  readonly changes: readonly Change[];
  /**
   * Rows that were turned where they stand. `again`: those who hold one may not hear of the merge and are told what
   * it reads now, its writer too; `moved`: only who receives it may have changed.
   */
  readonly refiled: readonly (Located & { readonly news: 'moved' | 'again' })[];
}

/** What follows from merges that these changes, which are written, make known; and from late rows among them. */
export async function followMerges(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<Followed> {
  const plan = mergePlan(parts.dictionary);
  if (plan === undefined) return { changes, refiled: [] };
  const away = await mergedAway(parts, unit);
  const made = changes.flatMap(({ table, before, after }) => {
    if (table !== plan.source.event.table) return [];
    const known = before === undefined ? undefined : plan.mergeIn(before);
    return known === undefined ? (plan.mergeIn(after) ?? []) : [];
  });
  const late = lateTwins(parts, plan, away, changes);
  if (made.length === 0 && late.length === 0) return { changes, refiled: [] };
  const ids = made.flatMap(({ kept, removed }) => [kept, removed]);
  const whole = await mergesAround(parts, unit, ids);
  const merges = parts.faults.has('merge-by-arrival') ? asArrived(whole, made) : whole;
  const turned = await turnAll(unit, { plan, merges });
  const settled = await settleAll(parts, unit, { plan, merges, late });
  const edited = [...settled, ...(await seeEachOther(parts, unit, settled))];
  return together({ changes, turned, edited });
}

/** Turns what is here, and has the events and the merged rows filed again: who receives them may have changed. */
async function turnAll(
  unit: Unit,
  { plan, merges }: { readonly plan: MergePlan; readonly merges: Merges },
): Promise<Followed['refiled']> {
  const turned = await turnReferences(unit, { plan, merges });
  const merged = await turnMerged(unit, { plan, merges });
  const { table } = plan.source.event;
  const ids = merges.all.map((each) => each.id);
  const events = [...(await unit.get(table, ids)).values()].map((row) => ({ table, row }));
  const refiled = [
    ...[...events, ...merged].map((each) => ({ ...each, news: 'moved' as const })),
    ...turned.map(({ table: of, row, unheard }) => {
      return { table: of, row, news: unheard ? ('again' as const) : ('moved' as const) };
    }),
  ];
  // NOTE of a row that stands here twice the last one counts: all its readers are told.
  return refiled.sort((a, b) => Number(a.news === 'again') - Number(b.news === 'again'));
}

/** Each row once: a change as the database holds it now, else as central edited it, else as it was turned. */
function together({
  changes,
  turned,
  edited,
}: {
  readonly changes: readonly Change[];
  readonly turned: Followed['refiled'];
  readonly edited: readonly Change[];
}): Followed {
  const now = new Map<string, Row>();
  for (const { table, row } of turned) now.set(`${table}/${idOf(row)}`, row);
  for (const { table, after } of edited) now.set(`${table}/${idOf(after)}`, after);
  const all = new Map<string, Change>();
  for (const change of [...edited, ...changes]) {
    const key = `${change.table}/${idOf(change.after)}`;
    all.set(key, { ...change, after: now.get(key) ?? change.after });
  }
  const refiled = new Map(turned.map((each) => [`${each.table}/${idOf(each.row)}`, each]));
  for (const key of all.keys()) refiled.delete(key);
  return { changes: [...all.values()], refiled: [...refiled.values()] };
}

/** At central: the changes that name what was merged away in a column whose value may occur once only. */
function lateTwins(
  parts: Parts,
  plan: MergePlan,
  away: ReadonlySet<string>,
  changes: readonly Change[],
): readonly Located[] {
  if (!parts.isCentral || away.size === 0) return [];
  return changes
    .filter(
      ({ table, after }) =>
        plan.columnsOf(table).some(({ unique }) => unique) &&
        named(plan, away, table, after).length > 0,
    )
    .map(({ table, after }) => ({ table, row: after }));
}

async function settleAll(
  parts: Parts,
  unit: Unit,
  {
    plan,
    merges,
    late,
  }: { readonly plan: MergePlan; readonly merges: Merges; readonly late: readonly Located[] },
): Promise<readonly Change[]> {
  if (!parts.isCentral || parts.faults.has('twins-not-settled')) return [];
  const known = await twinsAround(unit, { plan, merges });
  const first = await settleTwins(parts, unit, { plan, merges, rows: known });
  if (late.length === 0) return first;
  const away = await mergedAway(parts, unit);
  const ids = late.flatMap(({ table, row }) => named(plan, away, table, row));
  const around = await mergesAround(parts, unit, ids);
  return [...first, ...(await settleTwins(parts, unit, { plan, merges: around, rows: late }))];
}

/** Deliberate fault: whatever was merged before, all of it goes to the row that the merge at hand keeps. */
function asArrived(merges: Merges, made: readonly Merge[]): Merges {
  const last = made.at(-1);
  const into = (table: string, id: string) =>
    last !== undefined && table === last.table && merges.left.has(`${table}/${id}`)
      ? last.kept
      : id;
  const left = new Map([...merges.left].map(([key, id]) => [key, last?.kept ?? id]));
  return { ...merges, left, kept: into };
}
