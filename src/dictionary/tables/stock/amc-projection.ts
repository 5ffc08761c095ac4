import { day, decimalNumber, id, ref } from '../../model/column.ts';
import { storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const amcProjection = table('amc_projection', {
  title: 'Projection of monthly consumption',
  rows: [47],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    item_id: ref('item').fixedOnce(),
    period: day().fixedOnce().meaning('The first day of the month.'),
    projected_amc: decimalNumber({ min: 0 }).meaning('Units a month.'),
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['store_id', 'item_id', 'period']],
});
