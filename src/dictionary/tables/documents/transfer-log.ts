import { choice, hiddenRef, id, moment, ref, text } from '../../model/column.ts';
import { storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const transferLog = table('transfer_log', {
  title: 'Transfer log',
  rows: [68],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce().meaning('The store that writes.'),
    counterparty_store_id: ref('store').fixedOnce().meaning('The store that is told.'),
    invoice_id: hiddenRef('invoice')
      .fixedOnce()
      .meaning("The initiating half: the other store's document that this is about."),
    at: moment().fixedOnce(),
    type: choice('number_allocated').fixedOnce(),
    message: text(500).fixedOnce(),
  },
  sync: storeData({ store: 'store_id', counterparty: 'counterparty_store_id' }),
  notes: ['What one store tells the other about the document they share; written by the system.'],
});
