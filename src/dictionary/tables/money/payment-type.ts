import { id, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active } from '../columns.ts';

export const transactionCategory = table('transaction_category', {
  title: 'Category of invoices',
  rows: [7],
  columns: {
    id: id(),
    category: text(200),
    code: text(50),
    applies_to_type: text(50).meaning('The type of invoice that can have it.'),
  },
  sync: centralData(),
  unique: [['code']],
});

export const paymentType = table('payment_type', {
  title: 'Payment type',
  rows: [7],
  columns: { id: id(), code: text(50), description: text(200), is_active: active },
  sync: centralData(),
  unique: [['code']],
});
