import { id, integer, ref, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const nameCategory = table('name_category', {
  title: 'Name category',
  rows: [2],
  columns: {
    id: id(),
    level: integer({ min: 1 }).meaning(
      '1 to 6: which of the six categories of a name; the first has three tiers.',
    ),
    description: text(200),
    parent_id: ref('name_category').optional(),
  },
  sync: centralData(),
});

export const nameGroup = table('name_group', {
  title: 'Group of names',
  rows: [4],
  columns: { id: id(), description: text(200), parent_id: ref('name_group').optional() },
  sync: centralData(),
});

export const region = table('region', {
  title: 'Region',
  rows: [19],
  columns: { id: id(), description: text(200), parent_id: ref('region').optional() },
  sync: centralData(),
  notes: ['A tree.'],
});
