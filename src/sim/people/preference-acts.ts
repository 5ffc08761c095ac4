// What is preferred, for the country at the primary and for one store at central.
import type { Act } from './act.ts';
import { idOf } from './stock-acts.ts';

const SHARED = [
  'centralised_procurement',
  'centralised_tenders',
  'centralised_payments',
  'prescriptions_to_all_visible_sites',
  'repeats_on_all_visible_sites',
] as const;
const OF_A_STORE = SHARED.slice(3);

/** At the primary. */
export const preferInGeneral: Act = async (clerk) => {
  const { chance, world } = clerk;
  const key = chance.pick(SHARED);
  const said = clerk.see('shared_preference').find((row) => row['key'] === key);
  if (said !== undefined && chance.happens(0.15)) {
    await clerk.remove('shared_preference', idOf(said));
    return true;
  }
  const value = said === undefined ? true : said['value'] !== true;
  await clerk.put('shared_preference', said === undefined ? clerk.newId() : idOf(said), {
    ...(said === undefined && { key }),
    value,
  });
  world.sometimes.saw('a preference of the country changed');
  return true;
};

/** At central. */
export const preferInStore: Act = async (clerk) => {
  const { chance, world } = clerk;
  const stores = clerk.see('store');
  if (stores.length === 0) return false;
  const store_id = idOf(chance.pick(stores));
  if (chance.happens(0.25)) {
    const procurement_owner = chance.pick(['store', 'primary', null]);
    await clerk.put('store', store_id, { procurement_owner });
    return true;
  }
  const known = clerk
    .seeBy('store_preference', 'store_id', store_id)
    .find((row) => OF_A_STORE.some((key) => key === row['key']));
  if (known !== undefined && chance.happens(0.2)) {
    await clerk.remove('store_preference', idOf(known));
    return true;
  }
  const key = chance.pick(OF_A_STORE);
  const set = await clerk.run('set-store-preference', {
    store_id,
    key,
    value: chance.happens(0.6),
  });
  if (set.ok) world.sometimes.saw('a store preferred something else than the country');
  return true;
};
