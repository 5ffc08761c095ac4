import { ok, type Result, refused } from '#base';
import { prescription, prescriptionLine } from '#dictionary';
import type { Work } from '#engine';
import { nextNumber } from '../numbers/next-number.ts';
import { isVisibleIn } from '../patients/person-visibility.ts';
import { changedColumns, type RowRule, rowRule } from '../rows/row-rule.ts';
import { completePrescriptionLine } from './complete-line.ts';
import { isOpen, linesOf, type Prescription, readPrescription } from './read-prescription.ts';
import {
  patientNotVisible,
  prescriptionClosed,
  prescriptionStatusByOperation,
  wrongPrescriptionStatus,
} from './refusals.ts';

const prescriptionRule = rowRule(prescription, {
  async create(work, { edit }) {
    const completed = {
      ...edit,
      entered_at: edit.entered_at ?? work.now,
      user_id: work.person?.user_id ?? null,
    };
    const { store_id, patient_id, status = 'new' } = completed;
    if (!isOpen({ status })) return refused(prescriptionStatusByOperation({ status }));
    // NOTE a store that is edited elsewhere gets no number here; the gate says where the prescription belongs.
    if (store_id === undefined || patient_id === undefined || !work.topology.isActiveHere(store_id))
      return ok(completed);
    const pair = { kind: 'patient', person: patient_id, store: store_id } as const;
    if (!(await isVisibleIn(work, pair)))
      return refused(patientNotVisible({ patient_id, store_id }));
    const serial = await nextNumber(work, { store: store_id, kind: 'prescription' });
    return ok({ ...completed, serial });
  },

  async change(_work, { before, edit }) {
    const { id: prescription_id, status } = before;
    const changed = changedColumns(before, edit);
    const wanted = edit.status ?? status;
    if (wanted !== status && !(isOpen(before) && isOpen({ status: wanted })))
      return refused(prescriptionStatusByOperation({ status: wanted }));
    const column = isOpen(before) ? undefined : changed.find((each) => each !== 'comment');
    return column === undefined
      ? ok(edit)
      : refused(prescriptionClosed({ prescription_id, status, column }));
  },

  async remove(work, { before }) {
    if (!isOpen(before)) return closed(before);
    for (const { id } of await linesOf(work, before)) await work.remove(prescriptionLine, id);
    return ok(undefined);
  },
});

const prescriptionLineRule = rowRule(prescriptionLine, {
  async create(work, { id, edit }) {
    const header = edit.prescription_id && (await readPrescription(work, edit.prescription_id));
    if (header === undefined || !header.ok) return ok(edit);
    if (!isOpen(header.value)) return closed(header.value);
    const completed = await completePrescriptionLine(work, {
      id,
      header: header.value,
      before: undefined,
      edit,
    });
    if (!completed.ok) return completed;
    const last = (await linesOf(work, header.value)).at(-1)?.line_number ?? 0;
    return ok({ ...completed.value, line_number: edit.line_number ?? last + 1 });
  },

  async change(work, { before, edit }) {
    const header = await openHeader(work, before);
    if (changedColumns(before, edit).length === 0) return ok({});
    if (!header.ok) return header;
    return header.value === undefined
      ? ok(edit)
      : completePrescriptionLine(work, { id: before.id, header: header.value, before, edit });
  },

  async remove(work, { before }) {
    const header = await openHeader(work, before);
    return header.ok ? ok(undefined) : header;
  },
});

export const prescriptionRules: readonly RowRule[] = [prescriptionRule, prescriptionLineRule];

/** The prescription of a line, if it is still open; undefined where it is not here, and the gate says more. */
async function openHeader(
  work: Work,
  { prescription_id }: { readonly prescription_id: Prescription['id'] },
): Promise<Result<Prescription | undefined>> {
  const header = await readPrescription(work, prescription_id);
  if (!header.ok) return ok(undefined);
  return isOpen(header.value) ? header : closed(header.value);
}

function closed({ id, status }: Prescription) {
  return refused(wrongPrescriptionStatus({ prescription_id: id, status }));
}
