import { object, ok, type Result, refused } from '#base';
import { item, itemStoreJoin, store } from '#dictionary';
import type { Work } from '#engine';
import { operation } from '../operation.ts';
import { itemInStock, notFound } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { type ItemInStore, isInStock } from './item-in-stock.ts';

const input = object({ item_id: idInput(), store_id: idInput() });

export const showItem = operation({
  name: 'show-item',
  title: 'Show an item in a store',
  input,
  need,
  run: (work, asked) => set(work, asked, true),
});

export const hideItem = operation({
  name: 'hide-item',
  title: 'Hide an item in a store that has no stock of it',
  input,
  need,
  run: (work, asked) => set(work, asked, false),
});

async function need(_work: Work, { store_id }: ItemInStore) {
  return ok({ permission: 'edit_item_visibility', store: store_id } as const);
}

async function set(work: Work, pair: ItemInStore, visible: boolean): Promise<Result<ItemInStore>> {
  const { item_id, store_id } = pair;
  if ((await work.get(item, item_id)) === undefined)
    return refused(notFound({ table: 'item', id: item_id }));
  if ((await work.get(store, store_id)) === undefined)
    return refused(notFound({ table: 'store', id: store_id }));
  if (!visible && (await isInStock(work, pair))) return refused(itemInStock(pair));
  const [existing] = await work.find(itemStoreJoin, {
    where: [
      { column: 'item_id', is: item_id },
      { column: 'store_id', is: store_id },
    ],
  });
  if (existing === undefined && !visible) return ok(pair);
  await work.put(
    itemStoreJoin,
    existing?.id ?? work.derivedId(`${store_id}/${item_id}`, 'item-store-join'),
    {
      item_id,
      store_id,
      inactive: !visible,
      // NOTE what a person decided is not undone by the lists.
      source: 'manual',
    },
  );
  return ok(pair);
}
