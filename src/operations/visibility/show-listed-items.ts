import { ok, type RowId } from '#base';
import {
  itemStoreJoin,
  masterList,
  masterListLine,
  masterListNameJoin,
  preference,
  type Row,
  type RowOf,
  stockLine,
  store,
} from '#dictionary';
import type { Processor, Work } from '#engine';
import {
  FOLLOWS,
  type Followed,
  followInStore,
  followsMasterLists,
  itemsOnList,
  storesWithList,
} from './follow-master-lists.ts';

/**
 * At the primary: items become visible and hidden in stores as the master lists of their twins change. What was
 * deleted is no cause here: the rule of the row has dealt with it (`master-list-rules`).
 */
export const showListedItems: Processor = {
  name: 'show-listed-items',
  watches: [
    masterList.name,
    masterListLine.name,
    masterListNameJoin.name,
    store.name,
    stockLine.name,
    preference.name,
  ],
  at: 'primary',
  concerns: (row) =>
    'total_packs' in row ? row['total_packs'] === '0' : !('key' in row) || row['key'] === FOLLOWS,
  async run(work, { table, row }) {
    if (!(await followsMasterLists(work))) return ok(undefined);
    for (const followed of await concerned(work, table, row)) await followInStore(work, followed);
    return ok(undefined);
  },
};

async function concerned(work: Work, table: string, row: Row): Promise<readonly Followed[]> {
  switch (table) {
    case masterList.name:
      return everywhere(work, String(row['id']), await itemsOnList(work, String(row['id'])));
    case masterListLine.name: {
      const line = row as RowOf<typeof masterListLine>;
      return everywhere(work, line.master_list_id, [line.item_id]);
    }
    case masterListNameJoin.name:
      return ofList(work, row as RowOf<typeof masterListNameJoin>);
    case store.name:
      return ofName(work, (row as RowOf<typeof store>).name_id);
    case stockLine.name:
      return keptForStock(work, row as RowOf<typeof stockLine>);
    default: {
      const joins = await work.find(masterListNameJoin);
      return (await Promise.all(joins.map((join) => ofList(work, join)))).flat();
    }
  }
}

async function everywhere(
  work: Work,
  listId: string,
  items: readonly RowId[],
): Promise<readonly Followed[]> {
  if (items.length === 0) return [];
  return (await storesWithList(work, listId)).map((storeId) => ({ storeId, items }));
}

async function ofList(
  work: Work,
  join: Pick<RowOf<typeof masterListNameJoin>, 'name_id' | 'master_list_id'>,
): Promise<readonly Followed[]> {
  const known = work.topology.storeOfName(join.name_id);
  if (known === undefined) return [];
  return [{ storeId: known.storeId, items: await itemsOnList(work, join.master_list_id) }];
}

/** A name that has lists may become a store. */
async function ofName(work: Work, nameId: RowId): Promise<readonly Followed[]> {
  const joins = await work.find(masterListNameJoin, {
    where: [{ column: 'name_id', is: nameId }],
  });
  return (await Promise.all(joins.map((join) => ofList(work, join)))).flat();
}

/** An item that left the lists while there was stock of it, once there is none. */
async function keptForStock(
  work: Work,
  { item_id, store_id }: RowOf<typeof stockLine>,
): Promise<readonly Followed[]> {
  const [join] = await work.find(itemStoreJoin, {
    where: [
      { column: 'item_id', is: item_id },
      { column: 'store_id', is: store_id },
      { column: 'source', is: 'master_list' },
      { column: 'inactive', is: false },
    ],
  });
  return join === undefined ? [] : [{ storeId: store_id, items: [item_id] }];
}
