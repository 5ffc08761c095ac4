import { ok, type Result, refused } from '#base';
import { type RowOf, site } from '#dictionary';
import type { Work } from '#engine';
import { notFound, siteRetired } from '../refusals.ts';

export async function findSite(work: Work, siteId: number): Promise<Result<RowOf<typeof site>>> {
  const [found] = await work.find(site, { where: [{ column: 'site_id', is: siteId }] });
  return found === undefined ? refused(notFound({ table: 'site', id: siteId })) : ok(found);
}

/** A site that is not retired. */
export async function findOpenSite(
  work: Work,
  siteId: number,
): Promise<Result<RowOf<typeof site>>> {
  const found = await findSite(work, siteId);
  return found.ok && found.value.disabled_at !== null
    ? refused(siteRetired({ site_id: siteId }))
    : found;
}
