import type { Refusal } from '#base';
import type { Row } from '#dictionary';
import type { Unit, View } from '#engine/ports';
import type { Group } from '#protocol';
import type { Parts } from '../parts.ts';
import { lateGroup, latePerson, latePrimary } from '../refusals.ts';
import { idOf } from './change.ts';
import { fileChanges } from './file-changes.ts';
import { type Located, rootsOf } from './roots.ts';

/** What was made under a home, or as a primary, that has ended since. */
export const GIVEN_BACK: ReadonlySet<string> = new Set([
  latePerson({ person: '', id: '', epoch: 0, now: 0 }).code,
  latePrimary({ epoch: 0, now: 0 }).code,
]);

/** Nothing is wrong with it but that another site owns it by now: a person may take it all the same. */
export const LATE: ReadonlySet<string> = new Set([
  ...GIVEN_BACK,
  lateGroup({ store_id: '', epoch: 0, now: 0 }).code,
]);

/** Whether its sender gets back what stands here; not where central lost the later ownership in a restore. */
export function isGivenBack({ code, details }: Refusal): boolean {
  return GIVEN_BACK.has(code) && Number(details['epoch']) < Number(details['now']);
}

/**
 * Late work waits for people. Until they have decided, its sender shall hold what stands here, not what it made of it:
 * the rows are filed for it again.
 */
export async function giveBack(parts: Parts, unit: Unit, group: Group): Promise<void> {
  const rows = await asHere(unit, await givenBackIn(parts, unit, group));
  await fileChanges(parts, {
    unit,
    topology: parts.country.topology,
    rows: rows.map((each) => ({ ...each, news: 'again' as const })),
  });
}

/**
 * The rows of a late group but for the work for a store, which is not given back even where it was done with something
 * late: it has used up numbers and stock, and goes with the store when that leaves the site.
 */
export async function givenBackIn(
  { dictionary }: Parts,
  view: View,
  { changes }: Group,
): Promise<readonly Located[]> {
  const rows = changes.map(({ table, row }) => ({ table, row: row as Row }));
  const roots = await rootsOf(dictionary, view, rows);
  return rows.filter((_, i) => {
    const at = roots[i]?.rule.editedAt.at;
    return at !== 'active-site' && at !== 'creator';
  });
}

async function asHere(view: View, rows: readonly Located[]): Promise<readonly Located[]> {
  const idsByTable = new Map<string, string[]>();
  for (const { table, row } of rows)
    idsByTable.set(table, [...(idsByTable.get(table) ?? []), idOf(row)]);
  const here: Located[] = [];
  for (const [table, ids] of idsByTable)
    for (const row of (await view.get(table, ids)).values()) here.push({ table, row });
  return here;
}
