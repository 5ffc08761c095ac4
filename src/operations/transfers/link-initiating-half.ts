import { must, ok } from '#base';
import { invoice } from '#dictionary';
import type { Processor } from '#engine';
import { type Invoice, isReceived } from '../invoices/invoice-kinds.ts';

/**
 * Points the initiating half to its answer, when all of this holds:
 * - the row is a supplier invoice that answers a document whose store is active here;
 * - that document points nowhere yet: central linked it when it answered, but an edit made here meanwhile won.
 */
export const linkInitiatingHalf: Processor = {
  name: 'link-initiating-half',
  watches: [invoice.name],
  concerns: (row) => isReceived(row as Invoice),
  async run(work, changed) {
    const half = await work.get(invoice, String(changed.row['id']));
    if (half === undefined || !isReceived(half)) return ok(undefined);
    const initiating = await work.get(
      invoice,
      must(half.linked_invoice_id, 'an answering half knows what it answers'),
    );
    if (
      initiating === undefined ||
      initiating.linked_invoice_id !== null ||
      !work.topology.isActiveHere(initiating.store_id)
    ) {
      return ok(undefined);
    }
    await work.put(invoice, initiating.id, { linked_invoice_id: half.id });
    return ok(undefined);
  },
};
