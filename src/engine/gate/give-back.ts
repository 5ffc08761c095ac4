import type { Refusal } from '#base';
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Group } from '#protocol';
import type { Parts } from '../parts.ts';
import { lateGroup, latePerson, latePrimary } from '../refusals.ts';
import { fileChanges } from './file-changes.ts';
import type { Located } from './roots.ts';

/**
 * What was made under a home, or as a primary, that has ended since. Not so the work for a store: it has used up numbers
 * and stock, and goes with the store when that leaves the site.
 */
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
  const rows = await rowsHere(parts, unit, group);
  await fileChanges(parts, {
    unit,
    topology: parts.country.topology,
    rows: rows.map((each) => ({ ...each, news: 'again' as const })),
  });
}

async function rowsHere(parts: Parts, unit: Unit, group: Group): Promise<readonly Located[]> {
  const idsByTable = new Map<string, string[]>();
  for (const { table, row } of group.changes) {
    if (parts.dictionary.table(table) === undefined) continue;
    idsByTable.set(table, [...(idsByTable.get(table) ?? []), String(row['id'])]);
  }
  const rows: { readonly table: string; readonly row: Row }[] = [];
  for (const [table, ids] of idsByTable)
    for (const row of (await unit.get(table, ids)).values()) rows.push({ table, row });
  return rows;
}
