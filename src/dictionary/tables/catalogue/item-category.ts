import { id, integer, ref, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const itemCategory = table('item_category', {
  title: 'Item category',
  rows: [1],
  columns: {
    id: id(),
    level: integer({ min: 1 }).meaning('1 to 3: which of the three categories of an item.'),
    description: text(200),
    parent_id: ref('item_category').optional(),
    sort_order: integer().optional(),
  },
  sync: centralData(),
});

export const itemDepartment = table('item_department', {
  title: 'Department of items',
  rows: [4],
  columns: {
    id: id(),
    description: text(200),
    parent_id: ref('item_department').optional(),
  },
  sync: centralData(),
});
