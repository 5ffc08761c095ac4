import {
  choice,
  day,
  decimalNumber,
  hiddenRef,
  id,
  integer,
  json,
  ref,
} from '../../model/column.ts';
import { patientData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const repeat = table('repeat', {
  title: 'Repeat',
  rows: [39],
  columns: {
    id: id(),
    patient_id: ref('patient').fixedOnce(),
    prescriber_id: hiddenRef('prescriber').optional(),
    item_id: ref('item').fixedOnce(),
    original_invoice_line_id: hiddenRef('prescription_line')
      .fixedOnce()
      .meaning('The prescription line that it repeats.'),
    quantity: decimalNumber({ min: 0 }).meaning('Units each time.'),
    interval: integer({ min: 0 }).optional().meaning('Days between two.'),
    repeats_total: integer({ min: 0 }),
    repeats_left: integer()
      .assignedBySystem()
      .meaning(
        'repeats_total less the prescriptions that dispensed it; below 0: used too often, to be looked at.',
      ),
    dispensed_in: json()
      .optional()
      .assignedBySystem()
      .meaning('The prescriptions that dispensed it, each counted once.'),
    valid_until: day().optional(),
    status: choice('active', 'used_up', 'expired', 'cancelled').default('active'),
  },
  sync: patientData({
    person: 'patient',
    column: 'patient_id',
    when: 'repeats_on_all_visible_sites',
  }),
  notes: [
    'Edited at home always. With the preference other sites read it and may dispense from it; they tell the home store with a message.',
  ],
});
