// What is done for the whole country: at the primary, the data everybody shares; at central, stores and who sees whom.
import type { Act } from './act.ts';
import { idOf } from './stock-acts.ts';

/** At the primary. */
export const editCentralData: Act = async (clerk) => {
  const { chance, world } = clerk;
  if (clerk.see('item').length === 0 || clerk.see('name').length === 0) return false;
  const act = chance.weighted([
    [4, 'item'],
    [1, 'new item'],
    [2, 'unit'],
    [1, 'delete unit'],
    [3, 'name'],
    [1, 'new name'],
    [1, 'several'],
  ] as const);
  const some = (table: string) => chance.pick(clerk.see(table));
  switch (act) {
    case 'item':
      await clerk.put('item', idOf(some('item')), {
        name: `item ${chance.whole(1, 999)}`,
        critical_stock: chance.happens(0.5),
      });
      break;
    case 'new item':
      await clerk.put('item', clerk.newId(), {
        code: `I${chance.whole(1_000, 9_999)}`,
        name: 'a new item',
        type: 'stock',
      });
      break;
    case 'unit':
      await clerk.put('unit', clerk.newId(), { name: `unit ${chance.whole(1, 99)}` });
      break;
    case 'delete unit': {
      const unused = clerk
        .see('unit')
        .filter((unit) => clerk.seeBy('item', 'unit_id', idOf(unit)).length === 0);
      if (unused.length > 0) await clerk.remove('unit', idOf(chance.pick(unused)));
      break;
    }
    case 'name':
      await clerk.put('name', idOf(some('name')), { phone: `+${chance.whole(100, 999)}` });
      break;
    case 'new name':
      await clerk.put('name', clerk.newId(), {
        code: `N${chance.whole(1_000, 9_999)}`,
        name: 'a new partner',
        type: 'facility',
        is_supplier: true,
      });
      break;
    case 'several':
      await clerk.putAll(
        chance
          .shuffled(clerk.see('item'))
          .slice(0, 5)
          .map((item) => ({
            table: 'item',
            id: idOf(item),
            put: { comment: undefined, strength: `${chance.whole(1, 500)} mg` } as never,
          })),
      );
      break;
  }
  if (!clerk.device.isCentral) world.sometimes.saw('central data was edited at a mirrored primary');
  return true;
};

/** At the primary: which items a store uses. */
export const showItems: Act = async (clerk) => {
  const { chance } = clerk;
  const [items, stores] = [clerk.see('item'), clerk.see('store')];
  if (items.length === 0 || stores.length === 0) return false;
  await clerk.run(chance.happens(0.8) ? 'show-item' : 'hide-item', {
    item_id: idOf(chance.pick(items)),
    store_id: idOf(chance.pick(stores)),
  });
  return true;
};

/** At central: two stores come to see each other, or no longer do. */
export const changeVisibility: Act = async (clerk) => {
  const { chance, world } = clerk;
  const stores = chance.shuffled(clerk.see('store'));
  const [one, other] = stores;
  if (one === undefined || other === undefined) return false;
  if (chance.happens(0.7)) {
    const made = await clerk.run('make-stores-visible', {
      store_id: idOf(one),
      other_store_id: idOf(other),
    });
    if (made.ok) world.sometimes.saw('visibility grew');
  } else {
    const hidden = await clerk.run('hide-name', {
      name_id: String(other['name_id']),
      store_id: idOf(one),
    });
    if (hidden.ok) world.sometimes.saw('visibility shrank');
  }
  return true;
};

/** At central: a name from outside shown in a store, or hidden. */
export const showNames: Act = async (clerk) => {
  const { chance } = clerk;
  const names = clerk.see('name').filter((name) => name['type'] === 'facility');
  const stores = clerk.see('store');
  if (names.length === 0 || stores.length === 0) return false;
  await clerk.run(chance.happens(0.7) ? 'show-name' : 'hide-name', {
    name_id: idOf(chance.pick(names)),
    store_id: idOf(chance.pick(stores)),
  });
  return true;
};

/** At central: a new store, at once given to a site or not. */
export const newStore: Act = async (clerk) => {
  const { chance } = clerk;
  if (clerk.see('store').length >= 12) return false;
  const sites = clerk.see('site');
  const number = clerk.see('store').length + 1;
  const made = await clerk.run('create-store', {
    code: `N${number}${chance.whole(1, 9)}`,
    name: `new store ${number}`,
    store_mode: chance.pick(['store', 'dispensary']),
    ...(chance.happens(0.6) && { site_id: Number(chance.pick(sites)['site_id']) }),
  });
  if (!made.ok) return true;
  const { store_id } = made.value as { readonly store_id: string };
  const others = clerk.see('store').filter((store) => store['id'] !== store_id);
  for (const other of chance.shuffled(others).slice(0, 2))
    await clerk.run('make-stores-visible', { store_id, other_store_id: idOf(other) });
  return true;
};

/** At central: a store is given to another site; refused where it has data. */
export const assignStore: Act = async (clerk) => {
  const { chance, world } = clerk;
  const stores = clerk.see('store');
  const idle = stores.filter(
    (store) =>
      clerk.seeBy('invoice', 'store_id', idOf(store)).length === 0 &&
      clerk.seeBy('stock_line', 'store_id', idOf(store)).length === 0,
  );
  if (stores.length === 0) return false;
  const store = chance.pick(idle.length > 0 && chance.happens(0.9) ? idle : stores);
  const site = chance.pick(clerk.see('site'));
  const given = await clerk.run('assign-store', {
    store_id: idOf(store),
    site_id: Number(site['site_id']),
    even_if_unseen: true,
  });
  if (given.ok && store['active_site_id'] !== site['site_id'])
    world.sometimes.saw('a store was moved');
  return true;
};

/** At central: the store record and what the store prefers. */
export const editStore: Act = async (clerk) => {
  const { chance } = clerk;
  const stores = clerk.see('store');
  if (stores.length === 0) return false;
  const store = idOf(chance.pick(stores));
  if (chance.happens(0.5))
    await clerk.put('store', store, {
      phone: `+${chance.whole(100, 999)}`,
      address_1: `road ${chance.whole(1, 99)}`,
    });
  else if (chance.happens(0.6))
    await clerk.run('set-store-preference', {
      store_id: store,
      key: 'transfer_si_state',
      value: chance.pick(['on_hold', 'new', 'finalised']),
    });
  else
    await clerk.run('set-store-preference', {
      store_id: store,
      key: 'pack_size_one',
      value: chance.happens(0.5),
    });
  return true;
};
