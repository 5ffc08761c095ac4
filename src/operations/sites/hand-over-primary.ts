import { object, ok, siteId, whole } from '#base';
import { type RowOf, site } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { atCentral } from './at-central.ts';
import { findOpenSite } from './find-site.ts';

/** Between normal and mirrored topology, and back (OW2). Exactly one site is primary before and after. */
export const handOverPrimary = operation({
  name: 'hand-over-primary',
  title: 'Make another site the primary, where central data are edited',
  input: object({ site_id: whole({ min: 1 }) }),
  need: atCentral('manage_sites'),
  async run(work, { site_id }) {
    const found = await findOpenSite(work, site_id);
    if (!found.ok) return found;
    if (found.value.is_primary) return ok({ site_id, notice: null });
    let epoch = 0;
    for (const former of await work.find(site, { where: [{ column: 'is_primary', is: true }] })) {
      epoch = former.primary_epoch;
      await work.put(site, former.id, { is_primary: false });
    }
    await work.put(site, found.value.id, { is_primary: true, primary_epoch: epoch + 1 });
    await noteActivity(work, {
      type: 'primary-handed-over',
      table: site.name,
      record_id: found.value.id,
      to: found.value.name,
    });
    return ok({ site_id, notice: await noticeOf(work, found.value) });
  },
});

/** A country may be set up in this order; in one at work it should not happen by mistake. */
async function noticeOf(work: Work, to: RowOf<typeof site>): Promise<string | null> {
  if (to.is_central || typeof (await work.lastHeardOf(siteId(to.site_id))) === 'string')
    return null;
  return `Central has never heard of a device at ${to.name}: until one is enrolled there (new-enrolment-code) and has synced, nobody edits central data. To undo it, hand the role back.`;
}
