import { choice, id, integer, ref, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const interactionGroup = table('interaction_group', {
  title: 'Interaction group',
  rows: [15],
  columns: { id: id(), description: text(200), comment: text(2_000).optional() },
  sync: centralData(),
  unique: [['description']],
});

export const drugInteraction = table('drug_interaction', {
  title: 'Drug interaction',
  rows: [15],
  columns: {
    id: id(),
    group1_id: ref('interaction_group').fixedOnce(),
    group2_id: ref('interaction_group').fixedOnce(),
    severity: choice('minor', 'moderate', 'severe').default('moderate'),
    text: text(2_000),
  },
  sync: centralData(),
  unique: [['group1_id', 'group2_id']],
});

export const warning = table('warning', {
  title: 'Warning',
  rows: [15],
  columns: { id: id(), code: text(50), text: text(2_000) },
  sync: centralData(),
  unique: [['code']],
});

export const itemWarning = table('item_warning', {
  title: 'Warning of an item',
  rows: [15],
  columns: {
    id: id(),
    item_id: ref('item').fixedOnce(),
    warning_id: ref('warning').fixedOnce(),
    priority: integer({ min: 0 }).default(0),
  },
  sync: centralData(),
  unique: [['item_id', 'warning_id']],
});
