import { object, ok, refused, siteId, whole } from '#base';
import { site } from '#dictionary';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { siteNotRetirable } from '../refusals.ts';
import { atCentral } from './at-central.ts';
import { findSite } from './find-site.ts';
import { siteHasDevice, siteHasStores, siteHasWaiting } from './refusals.ts';

/** For a site that nothing hangs on; one that has done something is retired. */
export const deleteSite = operation({
  name: 'delete-site',
  title: 'Delete a site where no store is edited and no device is enrolled',
  input: object({ site_id: whole({ min: 1 }) }),
  need: atCentral('manage_sites'),
  async run(work, { site_id }) {
    const found = await findSite(work, site_id);
    if (!found.ok) return found;
    const { id, name, is_central, is_primary } = found.value;
    if (is_central || is_primary)
      return refused(siteNotRetirable({ site_id, role: is_central ? 'central' : 'primary' }));
    const stores = work.topology.storesActiveAt(siteId(site_id)).length;
    if (stores > 0) return refused(siteHasStores({ site_id, stores }));
    if ((await work.lastHeardOf(siteId(site_id))) !== undefined)
      return refused(siteHasDevice({ site_id }));
    const groups = await work.waitingOf(siteId(site_id));
    if (groups > 0) return refused(siteHasWaiting({ site_id, groups }));
    await work.remove(site, id);
    await noteActivity(work, {
      type: 'site-deleted',
      table: site.name,
      record_id: id,
      from: name,
    });
    return ok({ site_id });
  },
});
