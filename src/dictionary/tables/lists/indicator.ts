import { choice, id, integer, ref, text } from '../../model/column.ts';
import { centralData, storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active, no } from '../columns.ts';

export const regimen = table('regimen', {
  title: 'Regimen',
  rows: [14],
  columns: {
    id: id(),
    code: text(100),
    description: text(500),
    program_id: ref('master_list').optional(),
    is_active: active,
  },
  sync: centralData(),
  unique: [['code']],
});

export const programIndicator = table('program_indicator', {
  title: 'Programme indicator',
  rows: [14],
  columns: {
    id: id(),
    program_id: ref('master_list').fixedOnce(),
    code: text(100),
    is_active: active,
  },
  sync: centralData(),
  unique: [['program_id', 'code']],
});

export const indicatorAttribute = table('indicator_attribute', {
  title: 'Row or column of an indicator',
  rows: [14],
  columns: {
    id: id(),
    indicator_id: ref('program_indicator').fixedOnce(),
    axis: choice('row', 'column').fixedOnce(),
    code: text(100),
    description: text(500).optional(),
    order_number: integer({ min: 0 }).meaning('Its place on the axis.'),
    value_type: choice('number', 'text').default('number'),
    default_value: text(500).optional(),
    is_required: no,
    is_active: active,
  },
  sync: centralData(),
  unique: [['indicator_id', 'axis', 'code']],
});

export const indicatorValue = table('indicator_value', {
  title: 'Value of an indicator',
  rows: [53],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    facility_name_id: ref('name').fixedOnce().meaning('Whom the value is about.'),
    period_id: ref('period').fixedOnce(),
    row_id: ref('indicator_attribute').fixedOnce(),
    column_id: ref('indicator_attribute').fixedOnce(),
    value: text(500),
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['store_id', 'facility_name_id', 'period_id', 'row_id', 'column_id']],
  notes: ['With a requisition the values are copied into the store that supplies it.'],
});
