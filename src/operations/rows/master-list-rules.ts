import { ok, type Result } from '#base';
import { masterListLine, masterListNameJoin } from '#dictionary';
import {
  followInStore,
  followsMasterLists,
  itemsOnList,
  storesWithList,
} from '../visibility/follow-master-lists.ts';
import { refuseReferenced } from './refuse-referenced.ts';
import { rowRule } from './row-rule.ts';

/** What leaves a list is hidden in the stores of the list with it. */
export const masterListLineRule = rowRule(masterListLine, {
  async remove(work, { before }): Promise<Result<void>> {
    const { id, master_list_id, item_id } = before;
    const used = await refuseReferenced(work, { table: masterListLine, id });
    if (!used.ok || !(await followsMasterLists(work))) return used;
    for (const storeId of await storesWithList(work, master_list_id))
      await followInStore(work, { storeId, items: [item_id], without: id });
    return ok(undefined);
  },
});

/** What stands on a list is hidden in a store that loses it, but for what its other lists have. */
export const masterListNameJoinRule = rowRule(masterListNameJoin, {
  async remove(work, { before }): Promise<Result<void>> {
    const { id, master_list_id, name_id } = before;
    const used = await refuseReferenced(work, { table: masterListNameJoin, id });
    const known = work.topology.storeOfName(name_id);
    if (!used.ok || known === undefined || !(await followsMasterLists(work))) return used;
    const items = await itemsOnList(work, master_list_id);
    await followInStore(work, { storeId: known.storeId, items, without: id });
    return ok(undefined);
  },
});
