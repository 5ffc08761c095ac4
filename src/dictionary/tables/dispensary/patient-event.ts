import { choice, day, decimalNumber, hiddenRef, id, json, ref, text } from '../../model/column.ts';
import { dispensaryData, patientData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { comment, userId } from '../columns.ts';

export const patientEventType = table('patient_event_type', {
  title: 'Patient event type',
  rows: [24],
  columns: {
    id: id(),
    code: text(50),
    description: text(200),
    event_type: choice('note', 'measurement', 'event').default('note'),
    unit: text(50).optional().meaning('Of what is measured.'),
  },
  sync: dispensaryData(),
  unique: [['code']],
});

export const patientEvent = table('patient_event', {
  title: 'Patient event',
  rows: [38],
  columns: {
    id: id(),
    patient_id: ref('patient').fixedOnce(),
    patient_event_type_id: hiddenRef('patient_event_type').optional(),
    store_id: hiddenRef('store').fixedOnce().meaning('Where it was noted.'),
    user_id: userId,
    date: day(),
    value: decimalNumber().optional(),
    note: comment,
    data: json().optional(),
  },
  sync: patientData({ person: 'patient', column: 'patient_id' }),
});
