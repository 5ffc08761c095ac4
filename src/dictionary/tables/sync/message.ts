import { choice, hiddenRef, id, json, text } from '../../model/column.ts';
import { messageData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const message = table('message', {
  title: 'Message',
  rows: [34],
  columns: {
    id: id(),
    from_store_id: hiddenRef('store').optional().fixedOnce().meaning('Blank: from the system.'),
    to_store_id: hiddenRef('store').optional().fixedOnce().meaning('Blank: to every site.'),
    type: text(100).fixedOnce(),
    body: json().optional().fixedOnce(),
    status: choice('new', 'processed', 'error').default('new'),
    error: text(2_000).optional(),
  },
  sync: messageData({ from: 'from_store_id', to: 'to_store_id' }),
  notes: ['Written once, never changed by a person.'],
});
