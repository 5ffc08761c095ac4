import { choice, day, decimalNumber, id, ref, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const account = table('account', {
  title: 'Account',
  rows: [6],
  columns: {
    id: id(),
    code: text(100),
    description: text(200),
    type: choice('stock', 'income', 'expense', 'asset', 'liability').default('expense'),
  },
  sync: centralData(),
  unique: [['code']],
});

export const budgetPeriod = table('budget_period', {
  title: 'Budget period',
  rows: [6],
  columns: { id: id(), description: text(200), start_date: day(), end_date: day() },
  sync: centralData(),
  unique: [['description']],
});

export const nameBudget = table('name_budget', {
  title: 'Budget of a name',
  rows: [6],
  columns: {
    id: id(),
    name_id: ref('name').fixedOnce(),
    budget_period_id: ref('budget_period').fixedOnce(),
    account_id: ref('account').fixedOnce(),
    amount: decimalNumber(),
  },
  sync: centralData(),
  unique: [['name_id', 'budget_period_id', 'account_id']],
});
