import {
  choice,
  day,
  decimalNumber,
  hiddenRef,
  id,
  integer,
  ref,
  text,
} from '../../model/column.ts';
import { dispensaryData, patientData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active, comment } from '../columns.ts';

export const insuranceProvider = table('insurance_provider', {
  title: 'Insurance provider',
  rows: [23],
  columns: {
    id: id(),
    name: text(200),
    is_active: active,
    prescription_validity_days: integer({ min: 0 }).optional(),
    comment,
  },
  sync: dispensaryData(),
});

export const insurancePolicy = table('insurance_policy', {
  title: 'Insurance policy',
  rows: [36],
  columns: {
    id: id(),
    patient_id: ref('patient').fixedOnce(),
    provider_id: hiddenRef('insurance_provider'),
    type: choice('personal', 'business').default('personal'),
    policy_number_person: text(100).optional(),
    policy_number_family: text(100).optional(),
    policy_number_full: text(200),
    discount_rate: decimalNumber({ min: 0 }).meaning('Per cent.'),
    expiry_date: day().meaning('Valid up to the start of that day.'),
    is_active: active,
    entered_by: text(200).optional(),
    name_of_insured: text(200).optional(),
  },
  sync: patientData({ person: 'patient', column: 'patient_id', added: 'where-visible' }),
});
