// What a store keeps beside its documents, and what a site keeps for itself.
import type { Act } from './act.ts';
import type { Clerk } from './clerk.ts';
import { idOf } from './stock-acts.ts';

export const editLocation: Act = async (clerk) => {
  const { chance } = clerk;
  const stores = clerk.stores();
  if (stores.length === 0) return false;
  const store = chance.pick(stores);
  const locations = clerk.seeBy('location', 'store_id', idOf(store));
  const act = chance.weighted([
    [2, 'new'],
    [locations.length === 0 ? 0 : 3, 'change'],
    [locations.length === 0 ? 0 : 1, 'delete'],
  ]);
  if (act === 'new')
    await clerk.put('location', clerk.newId(), {
      store_id: idOf(store),
      code: `L${chance.whole(1, 30)}`,
      description: 'shelf',
    });
  else if (act === 'change')
    await clerk.put('location', idOf(chance.pick(locations)), {
      description: `shelf ${chance.whole(1, 99)}`,
    });
  else await clerk.remove('location', idOf(chance.pick(locations)));
  return true;
};

export const editStockLine: Act = async (clerk) => {
  const { chance } = clerk;
  const lines = clerk
    .stores()
    .flatMap((store) => clerk.seeBy('stock_line', 'store_id', idOf(store)));
  if (lines.length === 0) return false;
  await clerk.put('stock_line', idOf(chance.pick(lines)), {
    note: `seen ${chance.whole(1, 99)}`,
    on_hold: chance.happens(0.1),
  });
  return true;
};

export const setPreference: Act = async (clerk) => {
  const { chance } = clerk;
  const [known] = clerk.see('preference');
  await clerk.put('preference', known === undefined ? clerk.newId() : idOf(known), {
    ...(known === undefined && { key: 'interval_minutes' }),
    value: chance.whole(1, 60),
  });
  await keepCredential(clerk);
  return true;
};

/** The first letters of every secret; behind them stands the site where it was entered. */
export const SECRET = 'SECRET OF ';

async function keepCredential({ chance, stores, run, device }: Clerk): Promise<void> {
  const all = stores();
  if (all.length === 0) return;
  await run('set-store-credential', {
    store_id: idOf(chance.pick(all)),
    service: 'elmis',
    secret: `${SECRET}${device.siteKey}`,
  });
}
