// At central: what of a store is sent, who else keeps a copy of it, and what kind of store it is.
import { rowId } from '#base';
import { store, storeSyncSetting } from '#dictionary';
import type { Act } from './act.ts';
import type { Clerk } from './clerk.ts';
import { idOf } from './stock-acts.ts';

/** The setting is central's own; the column of the store is what its site reads (6.6). */
export const switchTransactions: Act = async (clerk) => {
  const { chance, world } = clerk;
  const stores = clerk.see('store');
  const dispensaries = stores.filter((each) => each['store_mode'] === 'dispensary');
  if (stores.length === 0) return false;
  const chosen = chance.pick(dispensaries.length > 0 ? dispensaries : stores);
  const store_id = rowId(idOf(chosen));
  const include = chosen['include_transactions_in_sync'] !== true;
  const set = await clerk.bySystem(async (work) => {
    await work.put(storeSyncSetting, rowId(settingId(clerk, store_id)), {
      store_id,
      include_transactions: include,
    });
    await work.put(store, store_id, { include_transactions_in_sync: include });
    return { ok: true, value: undefined };
  });
  if (set.ok)
    world.sometimes.saw(
      include ? 'a dispensary sends its transactions' : 'a dispensary keeps its transactions back',
    );
  return true;
};

export const changeCollectors: Act = async (clerk) => {
  const { chance, world } = clerk;
  const stores = clerk.see('store');
  const sites = clerk.see('site').filter((site) => site['is_central'] === false);
  if (stores.length === 0 || sites.length === 0) return false;
  const store_id = idOf(chance.pick(stores));
  const collectors = chance
    .shuffled(sites)
    .slice(0, chance.whole(0, 2))
    .map((site) => Number(site['site_id']));
  const set = await clerk.put('store_sync_setting', settingId(clerk, store_id), {
    store_id,
    collectors,
  });
  if (set.ok) world.sometimes.saw('the collectors of a store changed');
  return true;
};

export const changeMode: Act = async (clerk) => {
  const { chance, world } = clerk;
  const stores = clerk.see('store');
  if (stores.length === 0) return false;
  const chosen = chance.pick(stores);
  const store_mode = chosen['store_mode'] === 'store' ? 'dispensary' : 'store';
  const set = await clerk.put('store', idOf(chosen), { store_mode });
  if (set.ok) world.sometimes.saw('a store changed its mode');
  return true;
};

function settingId(clerk: Clerk, storeId: string): string {
  const [known] = clerk.seeBy('store_sync_setting', 'store_id', storeId);
  return known === undefined ? clerk.newId() : idOf(known);
}
