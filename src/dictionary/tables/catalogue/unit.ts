import { id, integer, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const unit = table('unit', {
  title: 'Unit',
  columns: {
    id: id(),
    name: text(100),
    comment: text(2_000).optional(),
    order_number: integer().optional(),
  },
  sync: centralData(),
});
