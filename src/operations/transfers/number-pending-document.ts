import { ok } from '#base';
import { invoice } from '#dictionary';
import type { Processor } from '#engine';
import { isReceived } from '../invoices/invoice-kinds.ts';
import { nextNumber, sequenceOf } from '../numbers/next-number.ts';
import { receiveHalf } from './receive-half.ts';

/**
 * Numbers an invoice that central wrote, when all of this holds:
 * - its number is still pending (-1): it is an answering half, or late work of a former site that was accepted;
 * - its store is active here.
 */
export const numberPendingDocument: Processor = {
  name: 'number-pending-document',
  watches: [invoice.name],
  concerns: (row) => row['serial'] === -1,
  async run(work, changed) {
    const pending = await work.get(invoice, String(changed.row['id']));
    if (
      pending === undefined ||
      pending.serial !== -1 ||
      !work.topology.isActiveHere(pending.store_id)
    )
      return ok(undefined);
    if (isReceived(pending)) return receiveHalf(work, pending);
    const { id, store_id: store, type } = pending;
    await work.put(invoice, id, {
      serial: await nextNumber(work, { store, kind: sequenceOf(type) }),
    });
    return ok(undefined);
  },
};
