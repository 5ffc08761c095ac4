import { decimal, ZERO } from '#base';
import {
  day,
  decimalNumber,
  hiddenRef,
  id,
  integer,
  moment,
  ref,
  text,
} from '../../model/column.ts';
import { dispensedData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { amount, comment, documentStatus, price, userId } from '../columns.ts';

export const prescription = table('prescription', {
  title: 'Prescription',
  rows: [40],
  columns: {
    id: id(),
    store_id: hiddenRef('store').fixedOnce().meaning('The store that dispenses.'),
    patient_id: hiddenRef('patient').fixedOnce(),
    serial: integer({ min: -1 }).default(-1).assignedBySystem(),
    status: documentStatus().meaning('Changed by operations only.'),
    prescriber_id: hiddenRef('prescriber').optional(),
    diagnosis_id: hiddenRef('diagnosis').optional(),
    insurance_policy_id: hiddenRef('insurance_policy').optional(),
    insurance_discount: amount.meaning('Per cent.'),
    program_id: ref('master_list').optional(),
    comment,
    entered_at: moment().meaning('When it was entered; a back-dated one may be given.'),
    confirmed_at: moment().optional().assignedBySystem(),
    finalised_at: moment().optional().assignedBySystem(),
    user_id: userId,
  },
  sync: dispensedData({
    store: 'store_id',
    patient: 'patient_id',
    when: 'prescriptions_to_all_visible_sites',
  }),
  indexes: [['store_id', 'serial']],
  notes: ['Dispensed in a dispensary where the patient is visible; other sites read it.'],
});

export const prescriptionLine = table('prescription_line', {
  title: 'Prescription line',
  rows: [40],
  columns: {
    id: id(),
    prescription_id: ref('prescription').fixedOnce(),
    line_number: integer({ min: 1 }),
    item_id: ref('item'),
    item_name: text(500).meaning('As it was called when the line was written.'),
    stock_line_id: hiddenRef('stock_line').optional(),
    batch: text(100).optional(),
    expiry_date: day().optional(),
    pack_size: decimalNumber({ min: 0 }).default(decimal(1)),
    packs: decimalNumber({ min: 0 }).default(ZERO),
    prescribed_quantity: amount.meaning('Units.'),
    directions: text(2_000).optional(),
    sell_price: price.meaning('Of a pack.'),
    repeat_id: hiddenRef('repeat').optional().meaning('The repeat that it dispenses.'),
  },
  sync: withParent('prescription_id'),
  indexes: [['repeat_id']],
});
