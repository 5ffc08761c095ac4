import { ZERO } from '#base';
import { choice, decimalNumber, id, integer, moment, ref } from '../../model/column.ts';
import { storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { comment, userId } from '../columns.ts';

export const replenishment = table('replenishment', {
  title: 'Replenishment',
  rows: [45],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    serial: integer({ min: -1 }).default(-1).assignedBySystem(),
    status: choice('new', 'finalised').default('new'),
    at: moment(),
    comment,
    user_id: userId,
  },
  sync: storeData({ store: 'store_id', unless: 'transactions-excluded' }),
  notes: ['Stock is brought from the bulk locations to those it is issued from.'],
});

export const replenishmentLine = table('replenishment_line', {
  title: 'Replenishment line',
  rows: [45],
  columns: {
    id: id(),
    replenishment_id: ref('replenishment').fixedOnce(),
    line_number: integer({ min: 1 }),
    item_id: ref('item'),
    stock_line_id: ref('stock_line'),
    from_location_id: ref('location').optional(),
    to_location_id: ref('location'),
    packs: decimalNumber({ min: 0 }).default(ZERO),
  },
  sync: withParent('replenishment_id'),
});
