import type { RowId } from '#base';
import { type invoice, numberSequence, type RowOf } from '#dictionary';
import type { Work } from '#engine';

export type SequenceKind =
  | 'customer_invoice'
  | 'supplier_invoice'
  | 'credit'
  | 'inventory_adjustment'
  | 'repack'
  | 'build'
  | 'patient'
  | 'prescriber'
  | 'prescription';

/**
 * The next number of the store's sequence, taken in the same unit of work as what bears it: if the unit does not
 * become true, neither does the number (F7). One row a store and kind, wherever the store is edited.
 */
export async function nextNumber(
  work: Work,
  sequence: { readonly store: RowId; readonly kind: SequenceKind },
): Promise<number> {
  const { store, kind } = sequence;
  const id = work.derivedId(`${store}/${kind}`, 'number-sequence');
  const last = (await work.get(numberSequence, id))?.last_value ?? 0;
  await work.put(numberSequence, id, { store_id: store, kind, last_value: last + 1 });
  return last + 1;
}

/** The sequence that numbers a kind of document. */
export function sequenceOf(type: RowOf<typeof invoice>['type']): SequenceKind {
  switch (type) {
    case 'customer_credit':
    case 'supplier_credit':
      return 'credit';
    case 'inventory_addition':
    case 'inventory_reduction':
      return 'inventory_adjustment';
    case 'customer_invoice':
    case 'supplier_invoice':
    case 'repack':
    case 'build':
      return type;
  }
}
