import { choice, id, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active } from '../columns.ts';

export const reasonOption = table('reason_option', {
  title: 'Reason',
  rows: [12],
  columns: {
    id: id(),
    type: choice(
      'positive_adjustment',
      'negative_adjustment',
      'return',
      'requisition_variance',
      'open_vial_wastage',
      'closed_vial_wastage',
    ),
    title: text(200),
    is_active: active,
  },
  sync: centralData(),
});
