import { id, integer, ref, text } from '../../model/column.ts';
import { storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const numberSequence = table('number_sequence', {
  title: 'Number sequence',
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    kind: text(50).fixedOnce(),
    last_value: integer({ min: 0 }),
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['store_id', 'kind']],
  notes: [
    'Travels with its store, so that numbers go on without a gap after a new device or a move. Written by the system.',
  ],
});
