import { decimalNumber, id, moment, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { no } from '../columns.ts';

export const currency = table('currency', {
  title: 'Currency',
  rows: [11],
  columns: {
    id: id(),
    code: text(10),
    rate: decimalNumber({ min: 0 }).meaning('Of one unit of it in the home currency.'),
    is_home: no.meaning('Exactly one currency is home.'),
    date_updated: moment().optional().meaning('When the rate was true.'),
  },
  sync: centralData(),
  unique: [['code']],
});
