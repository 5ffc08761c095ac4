import { day, decimalNumber, id, integer, ref, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { no } from '../columns.ts';

export const programSettings = table('program_settings', {
  title: 'Programme settings',
  rows: [5],
  columns: {
    id: id(),
    master_list_id: ref('master_list').fixedOnce().meaning('The programme.'),
    store_tag: text(100).meaning('The stores with this tag order by these settings.'),
    period_schedule_id: ref('period_schedule'),
    elmis_code: text(100).optional(),
  },
  sync: centralData(),
  unique: [['master_list_id', 'store_tag']],
});

export const orderType = table('order_type', {
  title: 'Order type',
  rows: [5],
  columns: {
    id: id(),
    program_settings_id: ref('program_settings').fixedOnce(),
    name: text(200),
    threshold_mos: decimalNumber({ min: 0 }).meaning('Months of stock below which to order.'),
    max_mos: decimalNumber({ min: 0 }).meaning('Months of stock to order up to.'),
    max_orders_per_period: integer({ min: 0 }).optional(),
    is_emergency: no,
    max_emergency_items: integer({ min: 0 }).optional(),
  },
  sync: centralData(),
  unique: [['program_settings_id', 'name']],
});

export const periodSchedule = table('period_schedule', {
  title: 'Schedule of periods',
  rows: [6],
  columns: { id: id(), name: text(200) },
  sync: centralData(),
  unique: [['name']],
});

export const period = table('period', {
  title: 'Period',
  rows: [6],
  columns: {
    id: id(),
    schedule_id: ref('period_schedule').fixedOnce(),
    name: text(100),
    start_date: day(),
    end_date: day(),
  },
  sync: centralData(),
  unique: [['schedule_id', 'name']],
});
