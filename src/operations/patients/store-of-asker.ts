import { type Result, type RowId, refused } from '#base';
import type { RowOf, store } from '#dictionary';
import type { Work } from '#engine';
import type { AskedBy } from '../operation.ts';
import { findDispensary } from './dispensary-here.ts';
import { notOfAsker } from './refusals.ts';

/** At central: the dispensary for which a site asks, which must be its own. The primary decides for every store. */
export async function storeOfAsker(
  work: Work,
  storeId: RowId,
  by: AskedBy,
): Promise<Result<RowOf<typeof store>>> {
  const { topology } = work;
  const isOwn = topology.store(storeId)?.activeSiteId === by.site;
  if (!isOwn && topology.primary().siteId !== by.site)
    return refused(notOfAsker({ store_id: storeId }));
  return findDispensary(work, storeId);
}
