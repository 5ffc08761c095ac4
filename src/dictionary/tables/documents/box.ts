import { ZERO } from '#base';
import { decimalNumber, id, integer, ref, text } from '../../model/column.ts';
import { storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { amount } from '../columns.ts';

export const box = table('box', {
  title: 'Box',
  rows: [51],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    invoice_id: ref('invoice').fixedOnce(),
    number: integer({ min: 1 }),
    prefix: text(50).optional(),
    weight: amount.meaning('Kilograms.'),
  },
  sync: storeData({
    store: 'store_id',
    unless: 'transactions-excluded',
    halfOf: { column: 'invoice_id', table: 'invoice' },
  }),
  unique: [['invoice_id', 'prefix', 'number']],
});

export const boxLine = table('box_line', {
  title: 'Line of a box',
  rows: [51],
  columns: {
    id: id(),
    box_id: ref('box').fixedOnce(),
    invoice_line_id: ref('invoice_line').fixedOnce(),
    packs: decimalNumber({ min: 0 }).default(ZERO),
  },
  sync: withParent('box_id'),
});
