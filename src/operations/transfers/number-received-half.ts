import { ok } from '#base';
import { invoice } from '#dictionary';
import type { Processor } from '#engine';
import { isReceived } from '../invoices/invoice-kinds.ts';
import { receiveHalf } from './receive-half.ts';

/**
 * Numbers an answering half that central made, when all of this holds:
 * - the row is a supplier invoice that answers another store's document;
 * - its number is still pending (-1);
 * - its store is active here.
 */
export const numberReceivedHalf: Processor = {
  name: 'number-received-half',
  watches: [invoice.name],
  async run(work, changed) {
    const half = await work.get(invoice, String(changed.row['id']));
    if (
      half === undefined ||
      !isReceived(half) ||
      half.serial !== -1 ||
      !work.topology.isActiveHere(half.store_id)
    )
      return ok(undefined);
    return receiveHalf(work, half);
  },
};
