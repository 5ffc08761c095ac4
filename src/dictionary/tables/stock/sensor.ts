import {
  choice,
  decimalNumber,
  hiddenRef,
  id,
  integer,
  moment,
  ref,
  text,
} from '../../model/column.ts';
import { storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active, comment, no } from '../columns.ts';

export const sensor = table('sensor', {
  title: 'Sensor',
  rows: [54],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    name: text(200),
    serial: text(100).meaning('The number that the maker gave it.'),
    location_id: ref('location').optional(),
    log_interval: integer({ min: 0 }).optional().meaning('Seconds.'),
    battery: decimalNumber({ min: 0 }).optional().meaning('Per cent.'),
    is_active: active,
    last_connection: moment().optional(),
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['store_id', 'serial']],
});

export const temperatureBreach = table('temperature_breach', {
  title: 'Temperature breach',
  rows: [54],
  columns: {
    id: id(),
    sensor_id: ref('sensor').fixedOnce(),
    type: choice('hot_consecutive', 'cold_consecutive', 'hot_cumulative', 'cold_cumulative'),
    started_at: moment(),
    ended_at: moment().optional(),
    duration: integer({ min: 0 }).optional().meaning('Seconds.'),
    threshold_min: decimalNumber().optional().meaning('Degrees Celsius.'),
    threshold_max: decimalNumber().optional().meaning('Degrees Celsius.'),
    acknowledged: no,
    comment,
  },
  sync: withParent('sensor_id'),
});

export const temperatureLog = table('temperature_log', {
  title: 'Temperature',
  rows: [54],
  columns: {
    id: id(),
    sensor_id: ref('sensor').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    location_id: ref('location').optional(),
    at: moment().fixedOnce(),
    temperature: decimalNumber().meaning('Degrees Celsius.'),
    breach_id: ref('temperature_breach').optional(),
  },
  sync: storeData({ store: 'store_id' }),
  indexes: [['sensor_id', 'at']],
});

export const vvmStatusLog = table('vvm_status_log', {
  title: 'Vaccine vial monitor reading',
  rows: [54],
  columns: {
    id: id(),
    status_id: ref('vvm_status'),
    stock_line_id: hiddenRef('stock_line').fixedOnce(),
    invoice_line_id: hiddenRef('invoice_line').optional(),
    store_id: ref('store').fixedOnce(),
    user_id: text(36).optional().assignedBySystem(),
    at: moment(),
    comment,
  },
  sync: storeData({ store: 'store_id' }),
});
