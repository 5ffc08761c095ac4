import { decimalNumber, id, ref, text } from '../../model/column.ts';
import { storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { mergedInto, no } from '../columns.ts';

export const location = table('location', {
  title: 'Location',
  rows: [43],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    code: text(50),
    description: text(200).optional(),
    location_type_id: ref('location_type').optional(),
    on_hold: no,
    volume: decimalNumber({ min: 0 }).optional().meaning('Cubic metres.'),
    merged_into_id: mergedInto('location'),
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['store_id', 'code']],
});
