import { flag, object, ok, type Result, type RowId, refused, siteId, whole } from '#base';
import {
  goodsReceived,
  invoice,
  prescription,
  purchaseOrder,
  type RowOf,
  requisition,
  stockLine,
  stocktake,
  store,
  type Table,
} from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { notFound, siteSilent, storeHasData, storeLeavesOut } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { atCentral } from '../sites/at-central.ts';
import { roomAt } from './room-at.ts';

/** For a store that has done nothing yet; one that has is moved. The new epoch fences off what a former site still sends (D1). */
export const assignStore = operation({
  name: 'assign-store',
  title: 'Give a store without documents and stock to a site, where it is edited from then on',
  input: object({ store_id: idInput(), site_id: whole({ min: 1 }), even_if_unseen: flag() }, [
    'even_if_unseen',
  ]),
  need: atCentral('manage_stores'),
  async run(work, { store_id, site_id, even_if_unseen = false }) {
    const found = await work.get(store, store_id);
    if (found === undefined) return refused(notFound({ table: 'store', id: store_id }));
    if (found.active_site_id === site_id) return ok({ store_id, site_id, notice: null });
    const room = await roomAt(work, { siteId: site_id, storeId: store_id });
    if (!room.ok) return room;
    const data = await dataOf(work, store_id);
    if (data !== undefined)
      return refused(storeHasData({ store_id, site_id: found.active_site_id, data }));
    if (await leavesOut(work, found))
      return refused(storeLeavesOut({ store_id, site_id: found.active_site_id }));
    const unseen = await unseenAt(work, found.active_site_id, even_if_unseen);
    if (!unseen.ok) return unseen;
    await work.put(store, store_id, {
      active_site_id: site_id,
      ownership_epoch: found.ownership_epoch + 1,
    });
    await noteActivity(work, {
      type: 'store-assigned',
      table: store.name,
      record_id: store_id,
      from: String(found.active_site_id),
      to: String(site_id),
    });
    return ok({ store_id, site_id, notice: unseen.value });
  },
});

/** Whether the former site has spoken and keeps to itself what the store did: nobody could bring it along (6.6). */
async function leavesOut(
  work: Work,
  { id, active_site_id }: RowOf<typeof store>,
): Promise<boolean> {
  if (work.topology.includesTransactions(id)) return false;
  return typeof (await work.lastHeardOf(siteId(active_site_id))) === 'string';
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * What central cannot know: whether the former site has saved something for the store and not sent it. A site that
 * was silent for a day is asked about first; what holds in any case is said in the answer.
 */
async function unseenAt(
  work: Work,
  formerSite: number,
  evenIfUnseen: boolean,
): Promise<Result<string | null>> {
  const heard = await work.lastHeardOf(siteId(formerSite));
  if (heard === undefined || heard === null) return ok(null);
  const name = work.topology.site(siteId(formerSite))?.name ?? `Site ${formerSite}`;
  if (!evenIfUnseen && Date.parse(work.now) - Date.parse(heard) > DAY)
    return refused(siteSilent({ site_id: formerSite, name, last_heard_at: heard }));
  return ok(
    `${name} was last heard of at ${heard}. What it has saved for the store since, and not sent, will wait in quarantine as late work.`,
  );
}

const DOCUMENTS: readonly Table[] = [
  invoice,
  requisition,
  stocktake,
  prescription,
  purchaseOrder,
  goodsReceived,
];

async function dataOf(work: Work, storeId: RowId): Promise<string | undefined> {
  for (const table of [...DOCUMENTS, stockLine]) {
    const where = [{ column: 'store_id', is: storeId }];
    if ((await work.count(table, { where, limit: 1 })) > 0)
      return table === stockLine ? 'stock' : 'documents';
  }
  return undefined;
}
