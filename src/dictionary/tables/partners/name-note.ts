import { day, decimalNumber, hiddenRef, id, json, ref } from '../../model/column.ts';
import { storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { comment, userId } from '../columns.ts';

export const nameNote = table('name_note', {
  title: 'Note on a name',
  rows: [41],
  columns: {
    id: id(),
    name_id: ref('name').fixedOnce(),
    patient_event_type_id: hiddenRef('patient_event_type').optional(),
    store_id: ref('store').fixedOnce(),
    user_id: userId,
    date: day(),
    value: decimalNumber().optional(),
    note: comment,
    data: json().optional(),
  },
  sync: storeData({ store: 'store_id' }),
  notes: ['Notes on patients are patient_event.'],
});
