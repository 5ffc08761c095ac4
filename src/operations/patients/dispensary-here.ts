import { ok, type Result, type RowId, refused } from '#base';
import { type RowOf, store } from '#dictionary';
import type { Work } from '#engine';
import { notFound } from '../refusals.ts';
import { homeNoDispensary, storeElsewhere } from './refusals.ts';

/** The store, if it is a dispensary, at whatever site. */
export async function findDispensary(
  work: Work,
  storeId: RowId,
): Promise<Result<RowOf<typeof store>>> {
  const found = await work.get(store, storeId);
  if (found === undefined) return refused(notFound({ table: 'store', id: storeId }));
  return found.store_mode === 'dispensary'
    ? ok(found)
    : refused(homeNoDispensary({ store_id: storeId }));
}

/** The store, if it is a dispensary that is active at this site. */
export async function dispensaryHere(
  work: Work,
  storeId: RowId,
): Promise<Result<RowOf<typeof store>>> {
  const { topology } = work;
  const known = topology.store(storeId);
  if (known !== undefined && !topology.isActiveHere(storeId)) {
    const { activeSiteId } = known;
    const edited_at = topology.site(activeSiteId)?.name ?? `site ${activeSiteId}`;
    return refused(storeElsewhere({ store_id: storeId, edited_at }));
  }
  return findDispensary(work, storeId);
}

/** The dispensaries of this site. */
export function dispensariesHere({ topology }: Work): readonly RowId[] {
  return topology
    .storesActiveAt(topology.self)
    .filter(({ mode }) => mode === 'dispensary')
    .map(({ storeId }) => storeId);
}
