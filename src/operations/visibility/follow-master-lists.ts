// Which items a store sees because of the master lists of its twin. What a person has shown or hidden by hand stays so.
import { must, type RowId } from '#base';
import { itemStoreJoin, masterList, masterListLine, masterListNameJoin } from '#dictionary';
import type { Work } from '#engine';
import { generalPreferenceOf } from '../preferences/preference-value.ts';
import { isInStock } from './item-in-stock.ts';

export const FOLLOWS = 'auto_item_visibility_from_master_lists';

/** Whether this site is where item visibility is edited, and follows the lists. */
export async function followsMasterLists(work: Work): Promise<boolean> {
  if (work.topology.primary().siteId !== work.topology.self) return false;
  return generalPreferenceOf(work, FOLLOWS);
}

export interface Followed {
  readonly storeId: RowId;
  readonly items: readonly RowId[];
  /** Rows of lists that are being deleted in this very work: they count no more. */
  readonly without?: string;
}

/** Shows and hides these items in the store as its lists have them now; an item in stock is not hidden. */
export async function followInStore(
  work: Work,
  { storeId, items, without }: Followed,
): Promise<void> {
  const { nameId } = must(work.topology.store(storeId), 'a store that follows lists is known');
  const listed = await listedFor(work, { nameId, items, without });
  const joins = await work.find(itemStoreJoin, {
    where: [
      { column: 'store_id', is: storeId },
      { column: 'item_id', in: items },
    ],
  });
  const joinOf = new Map(joins.map((join) => [join.item_id, join]));
  for (const itemId of new Set(items)) {
    const join = joinOf.get(itemId);
    const pair = { item_id: itemId, store_id: storeId };
    if (join === undefined) {
      if (!listed.has(itemId)) continue;
      const id = work.derivedId(`${storeId}/${itemId}`, 'item-store-join');
      await work.put(itemStoreJoin, id, { ...pair, inactive: false, source: 'master_list' });
      continue;
    }
    if (join.source !== 'master_list' || join.inactive !== listed.has(itemId)) continue;
    if (!join.inactive && (await isInStock(work, pair))) continue;
    await work.put(itemStoreJoin, join.id, { inactive: !join.inactive });
  }
}

/** Those of the items that stand on a list of the name that is in use. */
async function listedFor(
  work: Work,
  asked: {
    readonly nameId: RowId;
    readonly items: readonly RowId[];
    readonly without: string | undefined;
  },
): Promise<ReadonlySet<RowId>> {
  const { nameId, items, without } = asked;
  const joins = await work.find(masterListNameJoin, {
    where: [{ column: 'name_id', is: nameId }],
  });
  const ids = joins.filter(({ id }) => id !== without).map((join) => join.master_list_id);
  const lists = await work.find(masterList, {
    where: [
      { column: 'id', in: ids },
      { column: 'inactive', is: false },
    ],
  });
  const lines = await work.find(masterListLine, {
    where: [
      { column: 'master_list_id', in: lists.map((list) => list.id) },
      { column: 'item_id', in: items },
    ],
  });
  return new Set(lines.filter(({ id }) => id !== without).map((line) => line.item_id));
}

/** The stores whose twins have the list, and what stands on it. */
export async function storesWithList(work: Work, listId: string): Promise<readonly RowId[]> {
  const joins = await work.find(masterListNameJoin, {
    where: [{ column: 'master_list_id', is: listId }],
  });
  return joins.flatMap(({ name_id }) => {
    const store = work.topology.storeOfName(name_id);
    return store === undefined ? [] : [store.storeId];
  });
}

export async function itemsOnList(work: Work, listId: string): Promise<readonly RowId[]> {
  const lines = await work.find(masterListLine, {
    where: [{ column: 'master_list_id', is: listId }],
  });
  return lines.map((line) => line.item_id);
}
