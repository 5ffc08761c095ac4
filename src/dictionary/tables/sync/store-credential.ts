import { id, ref, text } from '../../model/column.ts';
import { storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const storeCredential = table('store_credential', {
  title: 'Credential of a store',
  rows: [56],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    service: text(100),
    username: text(200).optional(),
    secret: text(2_000)
      .optional()
      .keptSecret()
      .meaning('Entered with set-store-credential, again where the store is moved to.'),
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['store_id', 'service']],
  notes: ['The secret stays at the site where it was entered; everything else travels.'],
});
