import { decimal } from '#base';
import { choice, day, decimalNumber, id, integer, ref, text } from '../../model/column.ts';
import { byColumn, centralStoreData, storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { comment, documentStatus, price } from '../columns.ts';

export const tender = table('tender', {
  title: 'Tender',
  rows: { store: [57], primary: [26] },
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    owner: choice('store', 'primary')
      .default('store')
      .fixedOnce()
      .assignedBySystem()
      .meaning('Whose it is to edit.'),
    serial: integer({ min: -1 }).default(-1).assignedBySystem(),
    reference: text(500).optional(),
    status: documentStatus(),
    created_date: day(),
    issued_date: day().optional(),
    closing_date: day().optional(),
    comment,
  },
  sync: byColumn(
    'owner',
    {
      store: storeData({ store: 'store_id' }),
      primary: centralStoreData({ store: 'store_id', editedAt: 'primary' }),
    },
    {
      decidedBy: {
        preference: 'centralised_tenders',
        store: 'store_id',
        yes: 'primary',
        no: 'store',
      },
    },
  ),
});

export const tenderLine = table('tender_line', {
  title: 'Tender line',
  rows: { store: [57], primary: [26] },
  columns: {
    id: id(),
    tender_id: ref('tender').fixedOnce(),
    line_number: integer({ min: 1 }),
    item_id: ref('item'),
    quantity: decimalNumber({ min: 0 }).meaning('Units.'),
    pack_size: decimalNumber({ min: 0 }).default(decimal(1)),
    comment,
  },
  sync: withParent('tender_id'),
});

export const tenderSupplier = table('tender_supplier', {
  title: 'Supplier asked in a tender',
  rows: { store: [57], primary: [26] },
  columns: {
    id: id(),
    tender_id: ref('tender').fixedOnce(),
    name_id: ref('name').fixedOnce(),
    invited_date: day().optional(),
    comment,
  },
  sync: withParent('tender_id'),
  unique: [['tender_id', 'name_id']],
});

export const quote = table('quote', {
  title: 'Quote',
  rows: { store: [57], primary: [26] },
  columns: {
    id: id(),
    tender_id: ref('tender').fixedOnce(),
    name_id: ref('name').meaning('The supplier.'),
    received_date: day().optional(),
    valid_until: day().optional(),
    currency_id: ref('currency').optional(),
    comment,
  },
  sync: withParent('tender_id'),
});

export const quoteLine = table('quote_line', {
  title: 'Quote line',
  rows: { store: [57], primary: [26] },
  columns: {
    id: id(),
    quote_id: ref('quote').fixedOnce(),
    tender_line_id: ref('tender_line').optional(),
    item_id: ref('item'),
    price: price.meaning('Of a pack.'),
    pack_size: decimalNumber({ min: 0 }).default(decimal(1)),
    manufacturer_id: ref('name').optional(),
    comment,
  },
  sync: withParent('quote_id'),
});
