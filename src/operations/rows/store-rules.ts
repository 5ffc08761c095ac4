import { ok, refused, siteId } from '#base';
import { site, store } from '#dictionary';
import { notByHand, siteFull, siteTypeTaken } from '../refusals.ts';
import { keptForever } from './closed-rule.ts';
import { rowRule } from './row-rule.ts';

export const siteRule = rowRule(site, {
  create: async () => refused(notByHand({ table: site.name, use: 'create-site' })),
  async change(work, { before, edit }) {
    const { site_type = before.site_type } = edit;
    if ((site_type === 'central') !== before.is_central)
      return refused(siteTypeTaken({ site_type }));
    const [, second] = work.topology.storesActiveAt(siteId(before.site_id));
    if (site_type === 'mobile' && second !== undefined)
      return refused(siteFull({ site_id: before.site_id, store_id: second.storeId }));
    return ok(edit);
  },
  remove: keptForever(
    site,
    'Retire it with disable-site, or delete one without stores and device with delete-site.',
  ),
});

export const storeRule = rowRule(store, {
  create: async () => refused(notByHand({ table: store.name, use: 'create-store' })),
  remove: keptForever(
    store,
    'Set disabled to true: it disappears from view and keeps its history. One that did nothing goes with delete-store.',
  ),
});
