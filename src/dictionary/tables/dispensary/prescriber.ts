import { choice, hiddenRef, id, text } from '../../model/column.ts';
import { patientData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active, addressLine, no } from '../columns.ts';
import { establishedAt, homeEpoch, homeStore, mergedIntoPerson, visibilityOf } from './person.ts';

export const prescriber = table('prescriber', {
  title: 'Prescriber',
  rows: [36],
  columns: {
    id: id(),
    code: text(100),
    registration_code: text(100).optional(),
    store_id: homeStore,
    home_epoch: homeEpoch,
    initials: text(50).optional(),
    first_name: text(200).optional(),
    last_name: text(200),
    gender: choice('female', 'male', 'other', 'unknown').default('unknown'),
    address_1: addressLine,
    address_2: addressLine,
    phone: text(50).optional(),
    mobile: text(50).optional(),
    email: text(200).optional(),
    is_active: active,
    merged_into_id: mergedIntoPerson('prescriber'),
  },
  sync: patientData({ person: 'prescriber', column: 'id' }),
  unique: [['code']],
  indexes: [['last_name'], ['first_name'], ['registration_code']],
  notes: ['Visible in the dispensaries where they have prescribed.'],
});

export const prescriberStoreJoin = table('prescriber_store_join', {
  title: 'Prescriber visibility',
  rows: { given: [29], blank: [35] },
  columns: {
    id: id(),
    prescriber_id: hiddenRef('prescriber').fixedOnce(),
    store_id: hiddenRef('store').fixedOnce(),
    inactive: no.meaning('Hidden again.'),
    established_at: establishedAt,
  },
  sync: visibilityOf('prescriber'),
  unique: [['prescriber_id', 'store_id']],
  notes: ['Never deleted.'],
});
