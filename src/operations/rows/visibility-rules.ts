import { ok, refused } from '#base';
import { itemStoreJoin, name, nameStoreJoin } from '#dictionary';
import { itemInStock, notByHand, rowFaulty } from '../refusals.ts';
import { isInStock } from '../visibility/item-in-stock.ts';
import { setMirror } from '../visibility/name-visibility.ts';
import { keptForever } from './closed-rule.ts';
import { rowRule } from './row-rule.ts';

export const nameStoreJoinRule = rowRule(nameStoreJoin, {
  async create(work, { id, edit }) {
    const { name_id, store_id, inactive = false } = edit;
    if (name_id === undefined || store_id === undefined) return ok(edit);
    if (work.topology.store(store_id)?.nameId === name_id) {
      return refused(
        rowFaulty({
          faults: [
            {
              table: nameStoreJoin.name,
              id,
              column: 'name_id',
              reason: 'is the twin of this very store',
            },
          ],
        }),
      );
    }
    const mirrored = await setMirror(work, { name_id, store_id }, !inactive);
    return mirrored.ok ? ok(edit) : mirrored;
  },
  async change(work, { before, edit }) {
    const { name_id, store_id } = before;
    const mirrored = await setMirror(
      work,
      { name_id, store_id },
      !(edit.inactive ?? before.inactive),
    );
    return mirrored.ok ? ok(edit) : mirrored;
  },
  remove: keptForever(nameStoreJoin, 'Hide the name with hide-name.'),
});

export const itemStoreJoinRule = rowRule(itemStoreJoin, {
  async change(work, { before, edit }) {
    const { item_id, store_id } = before;
    if (edit.inactive === true && (await isInStock(work, before)))
      return refused(itemInStock({ item_id, store_id }));
    // NOTE what a person decided is not undone by the lists.
    const decides = edit.inactive !== undefined && edit.inactive !== before.inactive;
    return ok(decides ? { source: 'manual' as const, ...edit } : edit);
  },
  remove: keptForever(itemStoreJoin, 'Hide the item with hide-item.'),
});

/** The twin of a store is made with it. */
export const nameRule = rowRule(name, {
  async create(_work, { edit }) {
    return edit.type === 'store'
      ? refused(notByHand({ table: 'name of type store', use: 'create-store' }))
      : ok(edit);
  },
  async change(_work, { before, edit }) {
    const becomes = edit.type ?? before.type;
    const changesTwin = (becomes === 'store') !== (before.type === 'store');
    return changesTwin
      ? refused(notByHand({ table: 'name of type store', use: 'create-store' }))
      : ok(edit);
  },
});
