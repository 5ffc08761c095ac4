import { choice, decimalNumber, id, integer, ref, text } from '../../model/column.ts';
import { centralData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active, no } from '../columns.ts';

export const vaccinator = table('vaccinator', {
  title: 'Vaccinator',
  rows: [16],
  columns: {
    id: id(),
    code: text(100),
    first_name: text(200).optional(),
    last_name: text(200),
    is_active: active,
  },
  sync: centralData(),
  unique: [['code']],
});

export const vvmStatus = table('vvm_status', {
  title: 'Vaccine vial monitor status',
  rows: [16],
  columns: {
    id: id(),
    code: text(50),
    description: text(200),
    level: integer({ min: 0 }),
    unusable: no.meaning('Vials that show it are not given any more.'),
    is_active: active,
    reason_option_id: ref('reason_option').optional(),
  },
  sync: centralData(),
  unique: [['code']],
});

export const temperatureBreachConfig = table('temperature_breach_config', {
  title: 'Temperature breach setting',
  rows: [16],
  columns: {
    id: id(),
    description: text(200),
    min: decimalNumber().optional().meaning('Degrees Celsius.'),
    max: decimalNumber().optional().meaning('Degrees Celsius.'),
    duration: integer({ min: 0 }).meaning('Seconds until it counts as a breach.'),
    type: choice('hot_consecutive', 'cold_consecutive', 'hot_cumulative', 'cold_cumulative'),
  },
  sync: centralData(),
});

export const vaccineCourse = table('vaccine_course', {
  title: 'Vaccine course',
  rows: [16],
  columns: {
    id: id(),
    name: text(200),
    program_id: ref('master_list').optional(),
    coverage_rate: decimalNumber({ min: 0 }).optional().meaning('Per cent.'),
    wastage_rate: decimalNumber({ min: 0 }).optional().meaning('Per cent.'),
  },
  sync: centralData(),
});

export const vaccineCourseDose = table('vaccine_course_dose', {
  title: 'Dose of a vaccine course',
  rows: [16],
  columns: {
    id: id(),
    vaccine_course_id: ref('vaccine_course').fixedOnce(),
    label: text(100),
    min_interval_days: integer({ min: 0 }).default(0).meaning('After the dose before.'),
    min_age: decimalNumber({ min: 0 }).optional().meaning('Months.'),
    max_age: decimalNumber({ min: 0 }).optional().meaning('Months.'),
  },
  sync: withParent('vaccine_course_id'),
});

export const vaccineCourseItem = table('vaccine_course_item', {
  title: 'Item of a vaccine course',
  rows: [16],
  columns: {
    id: id(),
    vaccine_course_id: ref('vaccine_course').fixedOnce(),
    item_id: ref('item').fixedOnce(),
  },
  sync: withParent('vaccine_course_id'),
  unique: [['vaccine_course_id', 'item_id']],
});
