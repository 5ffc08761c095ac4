import { choice, id, json, text, yesNo } from '../../model/column.ts';
import { byColumn, centralData, localData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const report = table('report', {
  title: 'Report',
  rows: [17],
  columns: {
    id: id(),
    name: text(200),
    context: text(100).meaning('What it is about: a document, a list, the stock.'),
    type: choice('form', 'list', 'label').default('list'),
    template: json(),
    is_custom: yesNo().default(true).fixedOnce().meaning('Made in this country.'),
    version: text(50).optional(),
  },
  sync: byColumn('is_custom', { true: centralData(), false: localData() }),
  notes: [
    'Standard reports come with the program at each site, are renewed with it, and never travel; nobody makes or changes one by hand.',
  ],
});
