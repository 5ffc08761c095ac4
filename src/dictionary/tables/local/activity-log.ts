import { id, moment, ref, text } from '../../model/column.ts';
import { localData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const activityLog = table('activity_log', {
  title: 'Activity log',
  rows: [68],
  columns: {
    id: id(),
    at: moment().fixedOnce(),
    user_id: ref('user_account').optional().fixedOnce().meaning('Blank: the system.'),
    store_id: ref('store').optional().fixedOnce(),
    type: text(100).fixedOnce(),
    record_id: text(36).optional().fixedOnce(),
    table_name: text(100).optional().fixedOnce(),
    from_value: text(500).optional().fixedOnce(),
    to_value: text(500).optional().fixedOnce(),
    message: text(2_000).optional().fixedOnce(),
  },
  sync: localData(),
  indexes: [['record_id'], ['at']],
  notes: ['Written by the system; never changed.'],
});
