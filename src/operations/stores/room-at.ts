import { ok, type Result, type RowId, refused, siteId } from '#base';
import type { Work } from '#engine';
import { siteFull } from '../refusals.ts';
import { findOpenSite } from '../sites/find-site.ts';

/** Whether the site can hold the store as active: it is not retired, and a mobile site holds one store only. */
export async function roomAt(
  work: Work,
  wanted: { readonly siteId: number; readonly storeId: RowId },
): Promise<Result<void>> {
  const found = await findOpenSite(work, wanted.siteId);
  if (!found.ok) return found;
  if (found.value.site_type !== 'mobile') return ok(undefined);
  const others = work.topology
    .storesActiveAt(siteId(found.value.site_id))
    .filter((each) => each.storeId !== wanted.storeId);
  return others.length === 0
    ? ok(undefined)
    : refused(siteFull({ site_id: wanted.siteId, store_id: wanted.storeId }));
}
