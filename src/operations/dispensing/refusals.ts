// What can be wrong with a prescription or a repeat. Patients are named by id alone (E8).
import { defineRefusal } from '#base';

export const patientNotVisible = defineRefusal<{ patient_id: string; store_id: string }>({
  code: 'prescription.patient-not-visible',
  kind: 'conflict',
  message: () => 'This patient is not visible in the store, so nothing is dispensed to them here.',
  next: 'Look the patient up with find-patient and have them shown with show-patient-here, then try again.',
});

export const wrongPrescriptionStatus = defineRefusal<{ prescription_id: string; status: string }>({
  code: 'prescription.wrong-status',
  kind: 'conflict',
  message: ({ status }) => `This prescription is ${status}.`,
  next: 'It is closed; enter another one if more is to be said.',
});

export const prescriptionStatusByOperation = defineRefusal<{ status: string }>({
  code: 'prescription.status-by-operation',
  kind: 'conflict',
  message: () => 'The status of a prescription is not set by hand.',
  next: 'Use finalise-prescription, or delete a prescription that is not finalised.',
});

export const prescriptionClosed = defineRefusal<{
  prescription_id: string;
  status: string;
  column: string;
}>({
  code: 'prescription.closed',
  kind: 'conflict',
  message: ({ status, column }) =>
    `This prescription is ${status}: ${column} cannot change any more.`,
  next: 'Only the comment may still change.',
});

export const noPrescriptionLines = defineRefusal<{ prescription_id: string }>({
  code: 'prescription.no-lines',
  kind: 'conflict',
  message: () => 'This prescription has no lines.',
  next: 'Add at least one line.',
});

export const linesWithoutStock = defineRefusal<{
  prescription_id: string;
  lines: readonly {
    readonly prescription_line_id: string;
    readonly line_number: number;
    readonly item_name: string;
  }[];
}>({
  code: 'prescription.lines-without-stock',
  kind: 'conflict',
  message: ({ lines }) =>
    `No stock was chosen for ${lines.map(({ line_number, item_name }) => `line ${line_number} (${item_name})`).join(', ')}.`,
  next: 'Choose a stock line of the store for each of them, or delete them.',
});

export const policyNotValid = defineRefusal<{ insurance_policy_id: string; reason: string }>({
  code: 'prescription.policy-not-valid',
  kind: 'conflict',
  message: ({ reason }) => `The insurance policy ${reason}.`,
  next: 'Choose another policy of the patient, or none.',
});

// Repeats

export const repeatedElsewhere = defineRefusal<{ repeat_id: string; edited_at: string }>({
  code: 'repeat.at-home-only',
  kind: 'not-allowed',
  message: ({ edited_at }) => `This repeat is dispensed at ${edited_at} only.`,
  next: 'Send the patient there, or have central set the preference repeats_on_all_visible_sites.',
});

export const repeatOver = defineRefusal<{ repeat_id: string; reason: string }>({
  code: 'repeat.over',
  kind: 'conflict',
  message: ({ reason }) => `This repeat ${reason}.`,
  next: 'Have a prescriber prescribe anew.',
});

export const repeatUnderWay = defineRefusal<{ repeat_id: string; prescription_id: string }>({
  code: 'repeat.under-way',
  kind: 'conflict',
  message: () => 'A prescription for this repeat is being prepared here already.',
  next: 'Finalise or delete the prescription named in the details.',
});

export const whichDispensary = defineRefusal<{ stores: readonly string[] }>({
  code: 'repeat.which-dispensary',
  kind: 'input',
  message: () => 'The patient is visible in several dispensaries here.',
  next: 'Say in which one it is dispensed: give store_id.',
});
