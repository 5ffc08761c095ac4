// The hospital information module: wards, beds and who lies there. It stays at the hospital's site.
import { choice, id, moment, ref, text } from '../../model/column.ts';
import { localData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active, comment } from '../columns.ts';

export const hisWard = table('his_ward', {
  title: 'Ward',
  rows: [65],
  columns: { id: id(), code: text(50), description: text(200), is_active: active },
  sync: localData(),
  unique: [['code']],
});

export const hisBed = table('his_bed', {
  title: 'Bed',
  rows: [65],
  columns: { id: id(), ward_id: ref('his_ward').fixedOnce(), code: text(50), is_active: active },
  sync: withParent('ward_id'),
  unique: [['ward_id', 'code']],
});

export const hisAdmission = table('his_admission', {
  title: 'Admission',
  rows: [65],
  columns: {
    id: id(),
    patient_id: ref('patient').fixedOnce(),
    ward_id: ref('his_ward'),
    bed_id: ref('his_bed').optional(),
    admitted_at: moment(),
    discharged_at: moment().optional(),
    outcome: choice('recovered', 'transferred', 'died', 'left').optional(),
    diagnosis_id: ref('diagnosis').optional(),
    comment,
  },
  sync: localData(),
});
