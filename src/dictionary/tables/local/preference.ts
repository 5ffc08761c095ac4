import { choice, id, json, text } from '../../model/column.ts';
import { localData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const preference = table('preference', {
  title: 'Preference of this site',
  columns: {
    id: id(),
    key: text(100).fixedOnce(),
    scope: choice('global', 'user', 'network').default('global'),
    value: json(),
  },
  sync: localData(),
  unique: [['key', 'scope']],
});
