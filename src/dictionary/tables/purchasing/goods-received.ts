import { decimal, ZERO } from '#base';
import {
  choice,
  day,
  decimalNumber,
  hiddenRef,
  id,
  integer,
  ref,
  text,
} from '../../model/column.ts';
import { storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { amount, comment, no, price, userId } from '../columns.ts';

export const goodsReceived = table('goods_received', {
  title: 'Goods received',
  rows: [52],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    counterparty_store_id: ref('store')
      .optional()
      .assignedBySystem()
      .meaning('The store that supplied, in an internal requisition.'),
    serial: integer({ min: -1 }).default(-1).assignedBySystem(),
    purchase_order_id: ref('purchase_order').optional(),
    name_id: ref('name').meaning('The supplier.'),
    status: choice('new', 'finalised').default('new'),
    supplier_reference: text(500).optional(),
    shipment_reference: text(500).optional(),
    received_date: day().optional(),
    donor_id: ref('name').optional(),
    linked_invoice_id: hiddenRef('invoice')
      .optional()
      .assignedBySystem()
      .meaning("The supplier's invoice that it answers."),
    user_id: userId,
    comment,
  },
  sync: storeData({ store: 'store_id', counterparty: 'counterparty_store_id' }),
  notes: ['Finalised it makes a supplier invoice in its store.'],
});

export const goodsReceivedLine = table('goods_received_line', {
  title: 'Goods received line',
  rows: [52],
  columns: {
    id: id(),
    goods_received_id: ref('goods_received').fixedOnce(),
    purchase_order_line_id: ref('purchase_order_line')
      .optional()
      .meaning('Blank: the supplier sent what was not ordered.'),
    line_number: integer({ min: 1 }),
    item_id: ref('item'),
    item_name: text(500).meaning('As it was called when the line was written.'),
    batch: text(100).optional(),
    expiry_date: day().optional(),
    pack_size: decimalNumber({ min: 0 }).default(decimal(1)),
    packs: decimalNumber({ min: 0 }).default(ZERO),
    cost_price: price.meaning('Of a pack.'),
    location_id: hiddenRef('location').optional(),
    volume_per_pack: amount,
    manufacturer_id: ref('name').optional(),
    is_authorised: no,
    comment,
    linked_invoice_line_id: hiddenRef('invoice_line')
      .optional()
      .assignedBySystem()
      .meaning("The supplier's line that this one came from."),
  },
  sync: withParent('goods_received_id'),
});
