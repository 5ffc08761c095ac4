import { decimalNumber, id, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const locationType = table('location_type', {
  title: 'Location type',
  rows: [13],
  columns: {
    id: id(),
    description: text(200),
    temperature_min: decimalNumber().optional().meaning('Degrees Celsius.'),
    temperature_max: decimalNumber().optional().meaning('Degrees Celsius.'),
  },
  sync: centralData(),
});
