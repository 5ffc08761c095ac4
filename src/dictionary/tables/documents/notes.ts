import { id, moment, ref, text } from '../../model/column.ts';
import { storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { userId } from '../columns.ts';

export const invoiceNote = table('invoice_note', {
  title: 'Note on an invoice',
  rows: [49],
  columns: {
    id: id(),
    invoice_id: ref('invoice').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    user_id: userId,
    at: moment(),
    text: text(2_000),
  },
  sync: storeData({
    store: 'store_id',
    unless: 'transactions-excluded',
    halfOf: { column: 'invoice_id', table: 'invoice' },
  }),
  notes: ['Not shown to the other store of a transfer.'],
});

export const itemNote = table('item_note', {
  title: 'Note on an item',
  rows: [50],
  columns: {
    id: id(),
    item_id: ref('item').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    user_id: userId,
    at: moment(),
    text: text(2_000),
  },
  sync: storeData({ store: 'store_id' }),
});
