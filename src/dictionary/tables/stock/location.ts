import { decimalNumber, id, ref, text, yesNo } from '../../model/column.ts';
import { storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const location = table('location', {
  title: 'Location',
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    code: text(50),
    description: text(200).optional(),
    on_hold: yesNo().default(false),
    volume: decimalNumber({ min: 0 }).optional().meaning('Cubic metres.'),
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['store_id', 'code']],
});
