import { ZERO } from '#base';
import { choice, day, decimalNumber, id, moment, ref, text } from '../../model/column.ts';
import { storeData, storeNews } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { amount, no, price } from '../columns.ts';

const counted = decimalNumber({ min: 0 }).default(ZERO).assignedBySystem();

export const stockLine = table('stock_line', {
  title: 'Stock line',
  rows: [45],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    item_id: ref('item').fixedOnce(),
    batch: text(100).optional(),
    expiry_date: day().optional(),
    manufacture_date: day().optional(),
    pack_size: decimalNumber({ min: 0 }).fixedOnce().meaning('Units in a pack; more than 0.'),
    total_packs: counted.meaning('The sum of its movements, in packs; never below 0.'),
    available_packs: counted.meaning(
      'Packs that may be issued; stock leaves at confirm, so the same as total_packs.',
    ),
    cost_price: price.meaning('Of a pack.'),
    sell_price: price.meaning('Of a pack.'),
    location_id: ref('location').optional(),
    name_id: ref('name').optional().meaning('The supplier it came from.'),
    on_hold: no.meaning('Cannot be issued.'),
    barcode_id: ref('barcode').optional(),
    donor_id: ref('name').optional(),
    manufacturer_id: ref('name').optional(),
    vvm_status_id: ref('vvm_status').optional(),
    volume_per_pack: amount,
    program_id: ref('master_list').optional(),
    campaign: text(200).optional(),
    note: text(2_000).optional(),
  },
  sync: storeData({ store: 'store_id', unless: 'transactions-excluded' }),
  notes: ['Its packs change only through documents: every change is a stock movement.'],
});

export const stockMovement = table('stock_movement', {
  title: 'Stock movement',
  rows: [45],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    stock_line_id: ref('stock_line').fixedOnce(),
    item_id: ref('item').fixedOnce(),
    quantity: decimalNumber().fixedOnce().meaning('Units; below 0 when stock leaves.'),
    source_table: text(100).fixedOnce(),
    source_id: text(36).fixedOnce().meaning('The line that caused it.'),
    at: moment().fixedOnce(),
    kind: choice(
      'receipt',
      'issue',
      'dispense',
      'adjustment',
      'stocktake',
      'repack',
      'build',
      'return',
    ).fixedOnce(),
  },
  sync: storeNews({ store: 'store_id', unless: 'transactions-excluded' }),
  indexes: [['source_id']],
  notes: ['Written by operations only; never changed, never deleted.'],
});

export const locationMovement = table('location_movement', {
  title: 'Location movement',
  rows: [45],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    stock_line_id: ref('stock_line').fixedOnce(),
    location_id: ref('location').fixedOnce(),
    enter_at: moment(),
    exit_at: moment().optional(),
  },
  sync: storeData({ store: 'store_id', unless: 'transactions-excluded' }),
});
