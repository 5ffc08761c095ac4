import { choice, id, text, yesNo } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const reasonOption = table('reason_option', {
  title: 'Reason',
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
    is_active: yesNo().default(true),
  },
  sync: centralData(),
});
