import { choice, hiddenRef, id, json, moment, ref, text, yesNo } from '../../model/column.ts';
import { syncData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const dashboardReport = table('dashboard_report', {
  title: 'Dashboard report',
  rows: [32],
  columns: {
    id: id(),
    title: text(200),
    query: text(20_000),
    report_type: choice('table', 'bar', 'line', 'pie').default('table'),
    schedule: text(100).optional(),
    is_mobile: yesNo().default(false),
  },
  sync: syncData(),
});

export const dashboardStoreReport = table('dashboard_store_report', {
  title: 'Dashboard report for a store',
  rows: [32],
  columns: {
    id: id(),
    dashboard_report_id: hiddenRef('dashboard_report').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    data: json().meaning('The result with its title, as it is shown.'),
    generated_at: moment(),
  },
  sync: syncData({ store: 'store_id' }),
  unique: [['dashboard_report_id', 'store_id']],
  notes: ['Other facilities are in it without their names.'],
});
