import { ZERO } from '#base';
import { choice, day, decimalNumber, id, integer, moment, ref, text } from '../../model/column.ts';
import { storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { amount, comment, documentStatus, no, userId } from '../columns.ts';

const quantity = decimalNumber({ min: 0 }).default(ZERO);

export const requisition = table('requisition', {
  title: 'Requisition',
  rows: [42],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    counterparty_store_id: ref('store')
      .optional()
      .assignedBySystem()
      .meaning('The store with the other half; blank until the request is finalised.'),
    serial_number: integer({ min: -1 })
      .default(-1)
      .assignedBySystem()
      .meaning('Its number in the store; -1 while it is pending.'),
    name_id: ref('name').meaning('The supplier of a request, the customer of a response.'),
    type: choice('request', 'response', 'imprest', 'stock_history', 'supply', 'report').fixedOnce(),
    status: documentStatus().meaning('Changed by operations only.'),
    linked_requisition_id: ref('requisition')
      .optional()
      .assignedBySystem()
      .meaning('The other half.'),
    linked_purchase_order_id: ref('purchase_order').optional().assignedBySystem(),
    requester_reference: text(500).optional(),
    comment,
    program_id: ref('master_list').optional(),
    period_id: ref('period').optional(),
    order_type: text(200).optional().meaning('The name of the order type.'),
    is_emergency: no,
    days_to_supply: decimalNumber({ min: 0 }).optional(),
    threshold_mos: amount.meaning('Months of stock below which to order.'),
    max_mos: amount.meaning('Months of stock to order up to.'),
    authorisation_status: choice('none', 'pending', 'authorised', 'denied').default('none'),
    expected_delivery_date: day().optional(),
    entered_at: moment().meaning('When it was entered; a back-dated one may be given.'),
    confirmed_at: moment().optional().assignedBySystem(),
    finalised_at: moment().optional().assignedBySystem(),
    user_id: userId,
    colour: text(20).optional(),
  },
  sync: storeData({ store: 'store_id', counterparty: 'counterparty_store_id' }),
  indexes: [['store_id', 'type', 'serial_number']],
  notes: [
    'A request to another store that is finalised brings forth the response of the other.',
    'Travels also from a dispensary that leaves out its transactions.',
  ],
});

export const requisitionLine = table('requisition_line', {
  title: 'Requisition line',
  rows: [42],
  columns: {
    id: id(),
    requisition_id: ref('requisition').fixedOnce(),
    line_number: integer({ min: 1 }),
    item_id: ref('item'),
    item_name: text(500).meaning('As it was called when the line was written.'),
    requested_quantity: quantity.meaning('Units, as all quantities of the line.'),
    suggested_quantity: quantity,
    supplied_quantity: quantity,
    approved_quantity: quantity,
    stock_on_hand: quantity,
    daily_usage: quantity,
    opening: amount,
    incoming: amount,
    outgoing: amount,
    losses: amount,
    additions: amount,
    adjustment: decimalNumber().optional(),
    expiring: amount,
    days_out_of_stock: amount,
    reason_option_id: ref('reason_option').optional(),
    price: amount,
    comment,
    authoriser_comment: comment,
    linked_line_id: ref('requisition_line')
      .optional()
      .assignedBySystem()
      .meaning('The line of the other half.'),
  },
  sync: withParent('requisition_id'),
});

export const customerStockHistory = table('customer_stock_history', {
  title: 'Stock history of a customer',
  rows: [42],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    name_id: ref('name').fixedOnce().meaning('The customer.'),
    date: day(),
    period_id: ref('period').optional(),
    user_id: userId,
    comment,
  },
  sync: storeData({ store: 'store_id' }),
});

export const customerStockHistoryLine = table('customer_stock_history_line', {
  title: 'Line of a stock history',
  rows: [42],
  columns: {
    id: id(),
    customer_stock_history_id: ref('customer_stock_history').fixedOnce(),
    item_id: ref('item').fixedOnce(),
    stock_on_hand: quantity.meaning('Units, as all quantities of the line.'),
    opening: amount,
    incoming: amount,
    outgoing: amount,
    losses: amount,
    adjustment: decimalNumber().optional(),
    days_out_of_stock: amount,
    comment,
  },
  sync: withParent('customer_stock_history_id'),
  unique: [['customer_stock_history_id', 'item_id']],
});
