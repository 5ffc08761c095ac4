import { object, ok, oneOf, refused } from '#base';
import { site } from '#dictionary';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { siteTypeTaken } from '../refusals.ts';
import { wordsInput } from '../shapes.ts';
import { atCentral } from './at-central.ts';

/** The row of a new site; the one-time code for its device is issued by the site room, which keeps the secrets. */
export const createSite = operation({
  name: 'create-site',
  title: 'Create a site',
  input: object({
    name: wordsInput(200),
    site_type: oneOf(['central', 'desktop_client_server', 'desktop_single_user', 'mobile', 'open']),
  }),
  need: atCentral('manage_sites'),
  async run(work, { name, site_type }) {
    if (site_type === 'central') return refused(siteTypeTaken({ site_type }));
    // NOTE what a deleted site was called by stands in logs and in what others hold: nobody else gets its number.
    const [last] = await work.find(site, {
      deleted: true,
      order: [{ column: 'site_id', descending: true }],
      limit: 1,
    });
    const siteId = (last?.site_id ?? 0) + 1;
    const id = work.newId();
    await work.put(site, id, { site_id: siteId, code: `S${siteId}`, name: name.trim(), site_type });
    await noteActivity(work, { type: 'site-created', table: site.name, record_id: id, to: name });
    return ok({ site_id: siteId });
  },
});
