import { type Json, ok, type Result, type RowId, refused } from '#base';
import { store } from '#dictionary';
import type { Work } from '#engine';
import { notFound } from '../refusals.ts';
import { findOpenSite } from '../sites/find-site.ts';
import { collectorIsActive, collectorsMalformed, noDispensary } from './refusals.ts';

/** What is asked for; what is left out stays as it is. */
export interface SyncSettings {
  readonly store_id: RowId;
  readonly include_transactions?: boolean | null | undefined;
  readonly collectors?: Json | undefined;
}

/** Whether the settings mean something for this store. A collector that is named already may be retired meanwhile. */
export async function checkSyncSettings(
  work: Work,
  asked: SyncSettings,
  before: Json = null,
): Promise<Result<void>> {
  const { store_id, include_transactions, collectors } = asked;
  const found = await work.get(store, store_id);
  if (found === undefined) return refused(notFound({ table: 'store', id: store_id }));
  const says = include_transactions !== undefined && include_transactions !== null;
  if (says && found.store_mode !== 'dispensary')
    return refused(noDispensary({ store_id, store: found.name }));
  const sites = numbersIn(collectors ?? []);
  if (sites === undefined) return refused(collectorsMalformed({ store_id }));
  const known = numbersIn(before) ?? [];
  for (const site_id of sites.filter((each) => !known.includes(each))) {
    const open = await findOpenSite(work, site_id);
    if (!open.ok) return open;
    if (site_id === found.active_site_id) return refused(collectorIsActive({ store_id, site_id }));
  }
  return ok(undefined);
}

/** The numbers, each once; undefined when it is anything else. */
function numbersIn(collectors: Json): readonly number[] | undefined {
  if (!Array.isArray(collectors)) return undefined;
  const numbers = collectors.filter((each) => typeof each === 'number');
  return new Set(numbers).size === collectors.length ? numbers : undefined;
}
