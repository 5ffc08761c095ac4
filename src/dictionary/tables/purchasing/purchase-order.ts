import { decimal, ZERO } from '#base';
import { choice, day, decimalNumber, id, integer, moment, ref, text } from '../../model/column.ts';
import { byColumn, centralStoreData, storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { amount, comment, documentStatus, no, price, userId } from '../columns.ts';

const charge = decimalNumber({ min: 0 }).default(ZERO);
const counterparty = 'counterparty_store_id';

export const purchaseOrder = table('purchase_order', {
  title: 'Purchase order',
  rows: { store: [58], primary: [25] },
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce().meaning('The store that orders.'),
    procurement_owner: choice('store', 'primary')
      .default('store')
      .fixedOnce()
      .assignedBySystem()
      .meaning('Whose it is to edit.'),
    counterparty_store_id: ref('store')
      .optional()
      .assignedBySystem()
      .meaning('The store that supplies; blank until an order to a store is confirmed.'),
    serial_number: integer({ min: -1 }).default(-1).assignedBySystem(),
    name_id: ref('name').meaning('The supplier.'),
    status: documentStatus().meaning('Changed by operations only; confirmed locks the lines.'),
    category_id: ref('purchase_order_category').optional(),
    reference: text(500).optional(),
    comment,
    created_date: day(),
    confirmed_date: day().optional().assignedBySystem(),
    sent_date: day().optional(),
    requested_delivery_date: day().optional(),
    target_months: decimalNumber({ min: 0 }).optional(),
    currency_id: ref('currency').optional(),
    currency_rate: decimalNumber({ min: 0 }).default(decimal(1)),
    donor_id: ref('name').optional(),
    freight_charge: charge,
    insurance_charge: charge,
    agent_charge: charge,
    communications_charge: charge,
    documents_charge: charge,
    discount: charge,
    authorising_officer_1: text(200).optional(),
    authorising_officer_2: text(200).optional(),
    is_authorised: no,
    is_internal: no.assignedBySystem().meaning('The supplier is another store.'),
    shipping_method_id: ref('shipping_method').optional(),
    incoterm_id: ref('incoterm').optional(),
    finalised_at: moment().optional().assignedBySystem(),
    user_id: userId,
  },
  sync: byColumn(
    'procurement_owner',
    {
      store: storeData({ store: 'store_id', counterparty }),
      primary: centralStoreData({ store: 'store_id', editedAt: 'primary', counterparty }),
    },
    {
      decidedBy: {
        preference: 'centralised_procurement',
        store: 'store_id',
        storeColumn: 'procurement_owner',
        yes: 'primary',
        no: 'store',
      },
    },
  ),
  indexes: [['store_id', 'serial_number']],
  notes: ['An order to another store is an internal requisition.'],
});

export const purchaseOrderLine = table('purchase_order_line', {
  title: 'Purchase order line',
  rows: { store: [58], primary: [25] },
  columns: {
    id: id(),
    purchase_order_id: ref('purchase_order').fixedOnce(),
    store_id: ref('store')
      .optional()
      .meaning('The store that the line is for; blank: the store of the order.'),
    line_number: integer({ min: 1 }),
    item_id: ref('item'),
    item_name: text(500).meaning('As it was called when the line was written.'),
    requested_pack_size: decimalNumber({ min: 0 }).default(decimal(1)),
    original_quantity: decimalNumber({ min: 0 }).default(ZERO).meaning('Units, as first ordered.'),
    adjusted_quantity: decimalNumber({ min: 0 }).default(ZERO).meaning('Units, as confirmed.'),
    received_quantity: decimalNumber({ min: 0 })
      .default(ZERO)
      .assignedBySystem()
      .meaning('Units: the sum of its goods received lines.'),
    price_before_discount: price,
    price_after_discount: price,
    snapshot_stock: amount.meaning('Units in the store when the line was written.'),
    requested_delivery_date: day().optional(),
    expected_delivery_date: day().optional(),
    supplier_item_code: text(100).optional(),
    manufacturer_id: ref('name').optional(),
    comment,
    note: text(2_000).optional(),
  },
  sync: withParent('purchase_order_id'),
});
