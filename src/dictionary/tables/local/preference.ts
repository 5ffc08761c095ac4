import { choice, id, json, text } from '../../model/column.ts';
import { centralData, localData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const preference = table('preference', {
  title: 'Preference of this site',
  rows: [63],
  columns: {
    id: id(),
    key: text(100).fixedOnce(),
    scope: choice('global', 'user', 'network').default('global'),
    value: json(),
  },
  sync: localData(),
  unique: [['key', 'scope']],
});

export const sharedPreference = table('shared_preference', {
  title: 'Preference of the country',
  rows: [63],
  columns: { id: id(), key: text(100).fixedOnce(), value: json() },
  sync: centralData(),
  unique: [['key']],
  notes: [
    'The few general preferences that must be the same everywhere; the chapter of preferences says which.',
  ],
});
