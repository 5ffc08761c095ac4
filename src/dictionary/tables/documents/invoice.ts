import { decimal, ZERO } from '#base';
import {
  choice,
  day,
  decimalNumber,
  hiddenRef,
  id,
  integer,
  moment,
  ref,
  text,
} from '../../model/column.ts';
import { storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { amount, comment, documentStatus, no, price, userId } from '../columns.ts';

export const invoice = table('invoice', {
  title: 'Invoice',
  rows: [46, 48],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    name_id: ref('name')
      .optional()
      .meaning('The customer or supplier; none for an inventory adjustment.'),
    counterparty_store_id: ref('store')
      .optional()
      .assignedBySystem()
      .meaning(
        'The store with the other half of the transfer; blank until the document is finalised.',
      ),
    serial: integer({ min: -1 })
      .default(-1)
      .assignedBySystem()
      .meaning('Its number in the store; -1 while it is pending.'),
    type: choice(
      'customer_invoice',
      'supplier_invoice',
      'customer_credit',
      'supplier_credit',
      'inventory_addition',
      'inventory_reduction',
      'repack',
      'build',
    ).fixedOnce(),
    mode: choice('store', 'dispensary').default('store'),
    status: documentStatus().meaning(
      'Changed by operations only: stock moves at confirmed, finalised locks.',
    ),
    on_hold: no.meaning('Cannot be confirmed before release-invoice.'),
    their_ref: text(500).optional(),
    comment,
    currency_id: ref('currency').optional(),
    rate: decimalNumber({ min: 0 })
      .default(decimal(1))
      .meaning('Exchange rate to the home currency.'),
    tax_rate: decimalNumber({ min: 0 }).optional().meaning('Per cent.'),
    prescriber_id: hiddenRef('prescriber').optional(),
    diagnosis_id: hiddenRef('diagnosis').optional(),
    insurance_policy_id: hiddenRef('insurance_policy').optional(),
    insurance_discount: amount.meaning('Per cent.'),
    requisition_id: ref('requisition').optional(),
    purchase_order_id: ref('purchase_order').optional(),
    goods_received_id: ref('goods_received').optional(),
    linked_invoice_id: ref('invoice')
      .optional()
      .assignedBySystem()
      .meaning('The other half of the transfer.'),
    original_invoice_id: ref('invoice')
      .optional()
      .meaning('The delivery that a return belongs to.'),
    program_id: ref('master_list').optional(),
    category_id: ref('transaction_category').optional(),
    transport_ref: text(200).optional(),
    shipping_method_id: ref('shipping_method').optional(),
    expected_delivery: day().optional(),
    line_count: integer({ min: 0 })
      .default(0)
      .assignedBySystem()
      .meaning('How many lines it has; a document is whole when they are all there.'),
    entered_at: moment().meaning('When it was entered; a back-dated one may be given.'),
    confirmed_at: moment().optional().assignedBySystem(),
    finalised_at: moment().optional().assignedBySystem(),
    cancelled_at: moment().optional().assignedBySystem(),
    user_id: userId,
    colour: text(20).optional(),
  },
  sync: storeData({
    store: 'store_id',
    counterparty: 'counterparty_store_id',
    unless: 'transactions-excluded',
  }),
  indexes: [['store_id', 'type', 'serial']],
  notes: [
    'A customer invoice of one store that is finalised brings forth the supplier invoice of the other (stock transfer).',
  ],
});

export const invoiceLine = table('invoice_line', {
  title: 'Invoice line',
  rows: [46, 48],
  columns: {
    id: id(),
    invoice_id: ref('invoice').fixedOnce(),
    line_number: integer({ min: 1 }),
    type: choice('stock_in', 'stock_out', 'placeholder', 'service').meaning(
      'Follows from the document and the item; a placeholder has no stock behind it yet.',
    ),
    item_id: ref('item'),
    item_name: text(500).meaning('As it was called when the line was written.'),
    stock_line_id: hiddenRef('stock_line').optional(),
    location_id: hiddenRef('location').optional(),
    batch: text(100).optional(),
    expiry_date: day().optional(),
    manufacture_date: day().optional(),
    pack_size: decimalNumber({ min: 0 }).default(decimal(1)),
    packs: decimalNumber({ min: 0 }).default(ZERO),
    sent_packs: decimalNumber({ min: 0 })
      .optional()
      .assignedBySystem()
      .meaning('Packs as the sender shipped them.'),
    sent_pack_size: decimalNumber({ min: 0 }).optional().assignedBySystem(),
    prescribed_quantity: amount,
    cost_price: price.meaning('Of a pack.'),
    sell_price: price.meaning('Of a pack.'),
    tax: decimalNumber({ min: 0 }).optional().meaning('Per cent.'),
    note: text(2_000).optional(),
    directions: text(2_000).optional(),
    reason_option_id: ref('reason_option').optional(),
    donor_id: ref('name').optional(),
    manufacturer_id: ref('name').optional(),
    vvm_status_id: ref('vvm_status').optional(),
    volume_per_pack: amount,
    repeat_id: hiddenRef('repeat').optional(),
    purchase_order_line_id: ref('purchase_order_line').optional(),
    linked_invoice_id: ref('invoice').optional().assignedBySystem(),
    linked_line_id: ref('invoice_line')
      .optional()
      .assignedBySystem()
      .meaning("The sender's line that this one came from."),
  },
  sync: withParent('invoice_id'),
});
