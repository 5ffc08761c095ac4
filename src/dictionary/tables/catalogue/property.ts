import { choice, id, integer, json, ref, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active } from '../columns.ts';

export const property = table('property', {
  title: 'Property',
  rows: [12],
  columns: {
    id: id(),
    key: text(100),
    applies_to: text(100).meaning('The table whose rows have it.'),
    value_type: choice('text', 'number', 'yes_no', 'day', 'choice').default('text'),
    allowed_values: json().optional(),
  },
  sync: centralData(),
  unique: [['key', 'applies_to']],
});

export const propertyValueDef = table('property_value_def', {
  title: 'Value of a property',
  rows: [12],
  columns: {
    id: id(),
    property_id: ref('property').fixedOnce(),
    value: text(200),
    order_number: integer().optional(),
    is_active: active,
  },
  sync: centralData(),
  unique: [['property_id', 'value']],
});

export const customFieldDef = table('custom_field_def', {
  title: 'Custom field',
  rows: [9],
  columns: {
    id: id(),
    table_name: text(100).meaning('The table with the field; values stand in its custom_data.'),
    key: text(100),
    label: text(200),
    value_type: choice('text', 'number', 'yes_no', 'day', 'choice').default('text'),
    options: json().optional(),
  },
  sync: centralData(),
  unique: [['table_name', 'key']],
  notes: ['The values live on the rows of that table and travel with them.'],
});
