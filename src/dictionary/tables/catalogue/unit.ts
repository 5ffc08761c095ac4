import { id, integer, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { comment, mergedInto } from '../columns.ts';

export const unit = table('unit', {
  title: 'Unit',
  rows: [1],
  columns: {
    id: id(),
    name: text(100),
    comment,
    order_number: integer().optional(),
    merged_into_id: mergedInto('unit'),
  },
  sync: centralData(),
});
