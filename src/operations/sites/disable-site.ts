import { object, ok, refused, whole } from '#base';
import { site } from '#dictionary';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { siteNotRetirable } from '../refusals.ts';
import { atCentral } from './at-central.ts';
import { findSite } from './find-site.ts';

const input = object({ site_id: whole({ min: 1 }) });

export const disableSite = operation({
  name: 'disable-site',
  title: 'Retire a site: its device is refused from now on, its history stays',
  input,
  need: atCentral('manage_sites'),
  async run(work, { site_id }) {
    const found = await findSite(work, site_id);
    if (!found.ok) return found;
    const { id, is_central, is_primary, disabled_at } = found.value;
    if (is_central || is_primary)
      return refused(siteNotRetirable({ site_id, role: is_central ? 'central' : 'primary' }));
    if (disabled_at !== null) return ok({ site_id });
    await work.put(site, id, { disabled_at: work.now });
    await noteActivity(work, { type: 'site-disabled', table: site.name, record_id: id });
    return ok({ site_id });
  },
});

export const enableSite = operation({
  name: 'enable-site',
  title: 'Bring a retired site back',
  input,
  need: atCentral('manage_sites'),
  async run(work, { site_id }) {
    const found = await findSite(work, site_id);
    if (!found.ok) return found;
    await work.put(site, found.value.id, { disabled_at: null });
    await noteActivity(work, { type: 'site-enabled', table: site.name, record_id: found.value.id });
    return ok({ site_id });
  },
});
