import { decimal, ZERO } from '#base';
import { choice, day, decimalNumber, id, integer, ref, text } from '../../model/column.ts';
import { storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { comment, no, price, userId } from '../columns.ts';

export const stocktake = table('stocktake', {
  title: 'Stocktake',
  rows: [46],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    serial: integer({ min: -1 }).default(-1).assignedBySystem(),
    status: choice('suggested', 'finalised').default('suggested'),
    description: text(500).optional(),
    comment,
    created_date: day(),
    stocktake_date: day(),
    is_locked: no,
    program_id: ref('master_list').optional(),
    addition_invoice_id: ref('invoice')
      .optional()
      .assignedBySystem()
      .meaning('The inventory addition that it made.'),
    reduction_invoice_id: ref('invoice')
      .optional()
      .assignedBySystem()
      .meaning('The inventory reduction that it made.'),
    counted_by: text(200).optional(),
    verified_by: text(200).optional(),
    is_initial: no,
    user_id: userId,
  },
  sync: storeData({ store: 'store_id', unless: 'transactions-excluded' }),
});

export const stocktakeLine = table('stocktake_line', {
  title: 'Stocktake line',
  rows: [46],
  columns: {
    id: id(),
    stocktake_id: ref('stocktake').fixedOnce(),
    line_number: integer({ min: 1 }),
    stock_line_id: ref('stock_line').optional().meaning('Blank: stock that was not known.'),
    item_id: ref('item'),
    location_id: ref('location').optional(),
    batch: text(100).optional(),
    expiry_date: day().optional(),
    pack_size: decimalNumber({ min: 0 }).default(decimal(1)),
    snapshot_packs: decimalNumber({ min: 0 }).default(ZERO).meaning('Packs when it was begun.'),
    counted_packs: decimalNumber({ min: 0 }).optional().meaning('Blank: not counted.'),
    cost_price: price.meaning('Of a pack.'),
    sell_price: price.meaning('Of a pack.'),
    reason_option_id: ref('reason_option').optional(),
    comment,
  },
  sync: withParent('stocktake_id'),
});
