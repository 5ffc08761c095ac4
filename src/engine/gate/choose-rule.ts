import type { Row, Table } from '#dictionary';
import type { View } from '#engine/ports';
import { decidedCase, ownerOf, type Topology } from '#engine/rules';

/**
 * What the column that chooses among several rules gets in a row that is made here: the side that the preferences
 * name, or the moment where this is the place that edits rows with one. Empty where the writer chooses.
 */
export async function chosenRule(
  view: View,
  topology: Topology,
  { sync }: Table,
  { row, now }: { readonly row: Row; readonly now: string },
): Promise<Row> {
  if (sync.kind !== 'by-column') return {};
  const { column, rules, decidedBy, stamped } = sync;
  if (stamped === true) {
    const given = rules['given'];
    const owner = given && ownerOf(topology, given.editedAt, row);
    const isHere = owner?.kind === 'site' && owner.siteId === topology.self;
    return isHere ? { [column]: now } : {};
  }
  if (decidedBy === undefined) return {};
  const stores = topology.source.stores.table;
  const id = String(row[decidedBy.store]);
  const store = (await view.get(stores, [id])).get(id);
  const chosen = decidedCase(topology, sync, row, () => store);
  return chosen === undefined ? {} : { [column]: chosen };
}
