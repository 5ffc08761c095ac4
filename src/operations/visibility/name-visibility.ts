import { ok, type Result, type RowId, refused } from '#base';
import { invoice, nameStoreJoin, type RowOf } from '#dictionary';
import type { Work } from '#engine';
import { openTransfers } from '../refusals.ts';

export interface NameInStore {
  readonly name_id: RowId;
  readonly store_id: RowId;
}

/**
 * Shows a name in a store or hides it. Where the name is the twin of a store it works both ways (VS1); repeating it changes nothing.
 */
export async function setNameVisible(
  work: Work,
  pair: NameInStore,
  visible: boolean,
): Promise<Result<void>> {
  const mirrored = await setMirror(work, pair, visible);
  if (mirrored.ok) await setOneWay(work, pair, visible);
  return mirrored;
}

/** The other half of `setNameVisible`, for a caller that writes the row of the pair itself. */
export async function setMirror(
  work: Work,
  pair: NameInStore,
  visible: boolean,
): Promise<Result<void>> {
  const mirrored = mirrorOf(work, pair);
  if (mirrored === undefined) return ok(undefined);
  if (!visible) {
    const open = await openTransferBetween(work, {
      store: pair.store_id,
      other: mirrored.store_id,
    });
    if (open !== undefined) return refused(openTransfers({ invoice_id: open.id }));
  }
  await setOneWay(work, mirrored, visible);
  return ok(undefined);
}

/** The other row of a visibility between two stores: the twin of this store, in the store whose twin the name is. */
function mirrorOf(work: Work, pair: NameInStore): NameInStore | undefined {
  const other = work.topology.storeOfName(pair.name_id);
  const own = work.topology.store(pair.store_id);
  if (other === undefined || own === undefined || other.storeId === own.storeId) return undefined;
  return { name_id: own.nameId, store_id: other.storeId };
}

async function setOneWay(work: Work, pair: NameInStore, visible: boolean): Promise<void> {
  const [existing] = await work.find(nameStoreJoin, {
    where: [
      { column: 'name_id', is: pair.name_id },
      { column: 'store_id', is: pair.store_id },
    ],
  });
  if (existing === undefined && !visible) return;
  const id = existing?.id ?? work.derivedId(`${pair.store_id}/${pair.name_id}`, 'name-store-join');
  await work.put(nameStoreJoin, id, { ...pair, inactive: !visible });
}

/** Goods that left one of the stores and have not arrived in the other. */
async function openTransferBetween(
  work: Work,
  stores: { readonly store: RowId; readonly other: RowId },
): Promise<RowOf<typeof invoice> | undefined> {
  const both = [stores.store, stores.other];
  const shared = await work.find(invoice, {
    where: [
      { column: 'store_id', in: both },
      { column: 'counterparty_store_id', in: both },
    ],
  });
  return shared.find((each) =>
    each.type === 'customer_invoice'
      ? each.linked_invoice_id === null
      : each.status === 'new' || each.status === 'suggested',
  );
}
