import { id, json, ref, text, yesNo } from '../../model/column.ts';
import { syncData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const storeSyncSetting = table('store_sync_setting', {
  title: 'Sync setting of a store',
  rows: [31],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    include_transactions: yesNo()
      .optional()
      .meaning('Of a dispensary: whether its transactions are sent. Blank: no.'),
    collectors: json()
      .optional()
      .meaning('Numbers of the sites that hold a read-only copy of the store, beside central.'),
    notes: text(2_000).optional(),
  },
  sync: syncData(),
  unique: [['store_id']],
  notes: [
    'Sites learn what they need of it from the replies of central and from the store’s own row.',
  ],
});
