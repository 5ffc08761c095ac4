import { object, ok, type Result, refused } from '#base';
import {
  activityLog,
  name,
  nameStoreJoin,
  type RowOf,
  referencedBy,
  store,
  storePreference,
  storeSyncSetting,
  type Table,
} from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { notFound } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { atCentral } from '../sites/at-central.ts';
import { storeAtSite, storeInUse } from './refusals.ts';

/** What central says of a store goes with it; anything else is its history, and keeps it. */
const SAID_OF_IT: readonly Table[] = [storePreference, storeSyncSetting, nameStoreJoin];

export const deleteStore = operation({
  name: 'delete-store',
  title: 'Delete a store that has done nothing; its twin stays, as an ordinary name',
  input: object({ store_id: idInput() }),
  // The twin is central data: where the primary is another site, central writes it all the same.
  actsAsCentral: true,
  need: atCentral('manage_stores'),
  async run(work, { store_id }) {
    const found = await work.get(store, store_id);
    if (found === undefined) return refused(notFound({ table: 'store', id: store_id }));
    const { code, active_site_id, name_id } = found;
    if (active_site_id !== work.topology.self)
      return refused(storeAtSite({ store: code, site_id: active_site_id }));
    const unused = await checkUnused(work, found);
    if (!unused.ok) return unused;
    for (const table of SAID_OF_IT)
      for (const row of await work.find(table, { where: [{ column: 'store_id', is: store_id }] }))
        await work.remove(table, String(row['id']));
    await work.remove(store, store_id);
    await work.put(name, name_id, { type: 'facility' });
    await noteActivity(work, {
      type: 'store-deleted',
      table: store.name,
      record_id: store_id,
      from: code,
    });
    return ok({ store_id, name_id });
  },
});

async function checkUnused(work: Work, { id, code }: RowOf<typeof store>): Promise<Result<void>> {
  for (const { table: named, column } of referencedBy(work.dictionary, store.name)) {
    const table = work.dictionary.table(named);
    // NOTE the log of who did what names it for good.
    if (table === undefined || table === activityLog || SAID_OF_IT.includes(table)) continue;
    const [first] = await work.find(table, { where: [{ column, is: id }], limit: 1 });
    if (first !== undefined)
      return refused(storeInUse({ store_id: id, store: code, by: table.title.toLowerCase() }));
  }
  return ok(undefined);
}
