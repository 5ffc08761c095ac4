import { decimalNumber, id, json, text } from '../../model/column.ts';
import { localData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const label = table('label', {
  title: 'Label',
  rows: [67],
  columns: {
    id: id(),
    name: text(200),
    context: text(100).meaning('What it is stuck on: stock, a box, dispensed medicine.'),
    width: decimalNumber({ min: 0 }).optional().meaning('Millimetres.'),
    height: decimalNumber({ min: 0 }).optional().meaning('Millimetres.'),
    template: json(),
  },
  sync: localData(),
  unique: [['name']],
});
