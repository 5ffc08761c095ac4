import { object, ok, type RowId, refused, whole } from '#base';
import { invoice, stockLine, store, type Table } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { notFound, storeHasData } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { atCentral } from '../sites/at-central.ts';
import { roomAt } from './room-at.ts';

/** For a store that has done nothing yet; one that has is moved. The new epoch fences off what a former site still sends (D1). */
export const assignStore = operation({
  name: 'assign-store',
  title: 'Give a store without documents and stock to a site, where it is edited from then on',
  input: object({ store_id: idInput(), site_id: whole({ min: 1 }) }),
  need: async () => ok({ permission: 'manage_stores', store: null }),
  async run(work, { store_id, site_id }) {
    const here = atCentral(work);
    if (!here.ok) return here;
    const found = await work.get(store, store_id);
    if (found === undefined) return refused(notFound({ table: 'store', id: store_id }));
    if (found.active_site_id === site_id) return ok({ store_id, site_id });
    const room = await roomAt(work, { siteId: site_id, storeId: store_id });
    if (!room.ok) return room;
    const data = await dataOf(work, store_id);
    if (data !== undefined)
      return refused(storeHasData({ store_id, site_id: found.active_site_id, data }));
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
    return ok({ store_id, site_id });
  },
});

async function dataOf(work: Work, storeId: RowId): Promise<string | undefined> {
  const tables: readonly (readonly [Table, string])[] = [
    [invoice, 'documents'],
    [stockLine, 'stock'],
  ];
  for (const [table, words] of tables) {
    const [first] = await work.find(table, {
      where: [{ column: 'store_id', is: storeId }],
      limit: 1,
    });
    if (first !== undefined) return words;
  }
  return undefined;
}
