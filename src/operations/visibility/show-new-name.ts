import { ok } from '#base';
import { name, nameStoreJoin, type RowOf, store, storePreference } from '#dictionary';
import type { Processor, Work } from '#engine';
import { setNameVisible } from './name-visibility.ts';
import { PARTNERS } from './partners.ts';

const HIDES = 'names_created_elsewhere_not_visible';

/**
 * At central, where the visibility of names is edited: a name that nobody has shown or hidden yet becomes visible in
 * every store that does not keep to its own (VS3).
 */
export const showNewName: Processor = {
  name: 'show-new-name',
  watches: [name.name],
  at: 'central',
  // NOTE the twin of a store is shown by who lets the two see each other (VS1).
  concerns: (row) =>
    PARTNERS.has(row['type'] as never) &&
    row['deleted_at'] === null &&
    row['merged_into_id'] === null,
  async run(work, { row }) {
    const { id } = row as RowOf<typeof name>;
    const known = await work.find(nameStoreJoin, { where: [{ column: 'name_id', is: id }] });
    if (known.length > 0) return ok(undefined);
    for (const store_id of await storesThatSee(work))
      await setNameVisible(work, { name_id: id, store_id }, true);
    return ok(undefined);
  },
};

async function storesThatSee(work: Work): Promise<readonly RowOf<typeof store>['id'][]> {
  const said = await work.find(storePreference, { where: [{ column: 'key', is: HIDES }] });
  const hiding = new Set(said.filter(({ value }) => value === true).map((each) => each.store_id));
  const stores = await work.find(store, { where: [{ column: 'disabled', is: false }] });
  return stores.map(({ id }) => id).filter((id) => !hiding.has(id));
}
