import { choice, day, decimalNumber, id, integer, json, ref } from '../../model/column.ts';
import { byColumn, centralStoreData, storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { comment, userId } from '../columns.ts';

export const cashTransaction = table('cash_transaction', {
  title: 'Payment',
  rows: { store: [59], primary: [27] },
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    owner: choice('store', 'primary')
      .default('store')
      .fixedOnce()
      .assignedBySystem()
      .meaning('Whose it is to edit.'),
    type: choice('receipt', 'payment').fixedOnce(),
    serial: integer({ min: -1 }).default(-1).assignedBySystem(),
    name_id: ref('name'),
    payment_type_id: ref('payment_type').optional(),
    amount: decimalNumber({ min: 0 }),
    date: day(),
    invoice_links: json().optional().meaning('What of the amount goes to which invoice.'),
    comment,
    user_id: userId,
  },
  sync: byColumn(
    'owner',
    {
      store: storeData({ store: 'store_id' }),
      primary: centralStoreData({ store: 'store_id', editedAt: 'primary' }),
    },
    {
      decidedBy: {
        preference: 'centralised_payments',
        store: 'store_id',
        yes: 'primary',
        no: 'store',
      },
    },
  ),
});
