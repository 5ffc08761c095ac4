import { choice, day, hiddenRef, id, json, ref, text } from '../../model/column.ts';
import { patientData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { addressLine, no } from '../columns.ts';
import { establishedAt, homeEpoch, homeStore, mergedIntoPerson, visibilityOf } from './person.ts';

const fromList = ref('property_value_def').optional();

export const patient = table('patient', {
  title: 'Patient',
  rows: [36],
  columns: {
    id: id(),
    code: text(100),
    name: text(500),
    store_id: homeStore,
    home_epoch: homeEpoch,
    phone: text(50).optional(),
    email: text(200).optional(),
    address_1: addressLine,
    address_2: addressLine,
    address_3: addressLine,
    address_4: addressLine,
    address_5: addressLine,
    first_name: text(200).optional(),
    middle_name: text(200).optional(),
    last_name: text(200),
    gender: choice('female', 'male', 'other', 'unknown').default('unknown'),
    date_of_birth: day().optional(),
    is_deceased: no,
    date_of_death: day().optional(),
    national_health_number: text(100).optional(),
    nationality_id: fromList,
    ethnicity_id: fromList,
    occupation_id: fromList,
    religion_id: fromList,
    marital_status: choice('single', 'married', 'widowed', 'divorced', 'separated').optional(),
    mother_id: hiddenRef('patient').optional(),
    next_of_kin_id: hiddenRef('patient').optional(),
    next_of_kin_name: text(500).optional(),
    photo_ref: text(500).optional(),
    inactive: no,
    custom_data: json().optional(),
    merged_into_id: mergedIntoPerson('patient'),
  },
  sync: patientData({ person: 'patient', column: 'id' }),
  unique: [['code']],
  indexes: [['name'], ['last_name'], ['date_of_birth'], ['national_health_number']],
  notes: ['Central holds every patient; another site those who are at home or visible there.'],
});

export const patientStoreJoin = table('patient_store_join', {
  title: 'Patient visibility',
  rows: { given: [29], blank: [35] },
  columns: {
    id: id(),
    patient_id: hiddenRef('patient').fixedOnce(),
    store_id: hiddenRef('store').fixedOnce(),
    inactive: no.meaning('Hidden again.'),
    established_at: establishedAt,
  },
  sync: visibilityOf('patient'),
  unique: [['patient_id', 'store_id']],
  notes: ['Never deleted. A new row brings the patient and what hangs on them to the store.'],
});

export const medicationRecord = table('patient_medication_record', {
  title: 'Medication record of a patient',
  rows: [36],
  columns: {
    id: id(),
    patient_id: ref('patient').fixedOnce(),
    item_id: ref('item').optional(),
    medicine: text(500).meaning('As it was called; also what is no item here.'),
    directions: text(2_000).optional(),
    started: day().optional(),
    ended: day().optional(),
    note: text(2_000).optional(),
  },
  sync: patientData({ person: 'patient', column: 'patient_id' }),
});
