import type { Act } from './act.ts';
import { idOf } from './stock-acts.ts';

/** From a store or from the system, to one store or to all. */
export const writeMessage: Act = async (clerk) => {
  const { chance } = clerk;
  const stores = clerk.stores();
  const others = clerk.see('store');
  if (stores.length === 0 || others.length === 0) return false;
  await clerk.put('message', clerk.newId(), {
    from_store_id: chance.happens(0.2) ? null : idOf(chance.pick(stores)),
    to_store_id: chance.happens(0.3) ? null : idOf(chance.pick(others)),
    type: 'note',
    body: { text: 'hello', n: chance.whole(1, 9) },
  });
  return true;
};
