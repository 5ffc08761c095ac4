import { ok } from '#base';
import { name, type RowOf, store } from '#dictionary';
import type { Processor } from '#engine';

/**
 * At the primary, where names are edited: the address of a store is the billing address of its twin. A store that has
 * none leaves that of the twin as it is.
 */
export const carryAddress: Processor = {
  name: 'carry-address',
  watches: [store.name],
  at: 'primary',
  concerns: (row) =>
    row['deleted_at'] === null && addressOf(row as Store).some((line) => line !== null),
  async run(work, { row }) {
    const { name_id } = row as Store;
    const [bill_address_1, bill_address_2, bill_address_3, bill_address_4, bill_address_5] =
      addressOf(row as Store);
    if ((await work.get(name, name_id)) === undefined) return ok(undefined);
    await work.put(name, name_id, {
      bill_address_1,
      bill_address_2,
      bill_address_3,
      bill_address_4,
      bill_address_5,
    });
    return ok(undefined);
  },
};

type Store = RowOf<typeof store>;
type Line = Store['address_1'];

function addressOf(row: Store): readonly [Line, Line, Line, Line, Line] {
  return [row.address_1, row.address_2, row.address_3, row.address_4, row.address_5];
}
