import { day, decimalNumber, id, ref, text } from '../../model/column.ts';
import { localData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active, comment } from '../columns.ts';

export const drugRegister = table('drug_register', {
  title: 'Drug registration',
  rows: [66],
  columns: {
    id: id(),
    registration_number: text(100),
    item_id: ref('item').optional(),
    product_name: text(500),
    holder: text(500).optional().meaning('Who applied for the registration.'),
    registered_date: day().optional(),
    expiry_date: day().optional(),
    is_active: active,
    comment,
  },
  sync: localData(),
  unique: [['registration_number']],
});

export const drugRegisterLine = table('drug_register_line', {
  title: 'Registered pack',
  rows: [66],
  columns: {
    id: id(),
    drug_register_id: ref('drug_register').fixedOnce(),
    pack_size: decimalNumber({ min: 0 }),
    manufacturer: text(500).optional(),
    strength: text(200).optional(),
    comment,
  },
  sync: withParent('drug_register_id'),
});
