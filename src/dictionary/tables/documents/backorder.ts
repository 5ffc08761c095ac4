import { decimalNumber, id, ref } from '../../model/column.ts';
import { storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const backorder = table('backorder', {
  title: 'Backorder',
  rows: [48],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    name_id: ref('name').meaning('Who waits for it.'),
    item_id: ref('item'),
    quantity_outstanding: decimalNumber({ min: 0 }).meaning('Units.'),
    invoice_id: ref('invoice').optional(),
  },
  sync: storeData({ store: 'store_id', unless: 'transactions-excluded' }),
});
