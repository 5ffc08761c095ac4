import { day, id, integer, ref, text } from '../../model/column.ts';
import { dispensaryData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const abbreviation = table('abbreviation', {
  title: 'Abbreviation',
  rows: [21],
  columns: { id: id(), abbreviation: text(50), expansion: text(500) },
  sync: dispensaryData(),
  unique: [['abbreviation']],
});

export const itemDirection = table('item_direction', {
  title: 'Direction for an item',
  rows: [21],
  columns: {
    id: id(),
    item_id: ref('item').fixedOnce(),
    directions: text(2_000),
    priority: integer({ min: 0 }).default(0),
  },
  sync: dispensaryData(),
});

export const diagnosis = table('diagnosis', {
  title: 'Diagnosis',
  rows: [22],
  columns: {
    id: id(),
    icd_code: text(50),
    description: text(500),
    notes: text(2_000).optional(),
    valid_till: day().optional(),
  },
  sync: dispensaryData(),
  unique: [['icd_code']],
});
