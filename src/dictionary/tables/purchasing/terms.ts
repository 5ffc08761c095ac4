import { id, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active } from '../columns.ts';

export const purchaseOrderCategory = table('purchase_order_category', {
  title: 'Category of purchase orders',
  rows: [8],
  columns: { id: id(), code: text(50), description: text(200) },
  sync: centralData(),
  unique: [['code']],
});

export const incoterm = table('incoterm', {
  title: 'Incoterm',
  rows: [20],
  columns: {
    id: id(),
    code: text(50),
    description: text(200),
    text: text(10_000).optional(),
    is_active: active,
  },
  sync: centralData(),
  unique: [['code']],
});

export const tenderCondition = table('tender_condition', {
  title: 'Tender condition',
  rows: [20],
  columns: {
    id: id(),
    code: text(50),
    description: text(200),
    text: text(10_000).optional(),
    is_active: active,
  },
  sync: centralData(),
  unique: [['code']],
});

export const shippingMethod = table('shipping_method', {
  title: 'Shipping method',
  rows: [20],
  columns: {
    id: id(),
    code: text(50),
    description: text(200),
    text: text(10_000).optional(),
    is_active: active,
  },
  sync: centralData(),
  unique: [['code']],
});
