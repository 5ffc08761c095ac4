import { id, moment, ref, text } from '../../model/column.ts';
import { localData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const reminder = table('reminder', {
  title: 'Reminder',
  rows: [69],
  columns: {
    id: id(),
    user_id: ref('user_account').optional().meaning('Blank: for everybody at the site.'),
    due_at: moment(),
    text: text(2_000),
    table_name: text(100).optional(),
    record_id: text(36).optional().meaning('The row that it is about.'),
    done_at: moment().optional(),
  },
  sync: localData(),
  indexes: [['due_at']],
});
