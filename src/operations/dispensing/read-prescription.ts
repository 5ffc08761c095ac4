import { ok, type Result, type RowId, refused } from '#base';
import { prescription, prescriptionLine, type RowOf } from '#dictionary';
import type { Work } from '#engine';
import { notFound } from '../refusals.ts';

export type Prescription = RowOf<typeof prescription>;
export type PrescriptionLine = RowOf<typeof prescriptionLine>;

export async function readPrescription(work: Work, id: RowId): Promise<Result<Prescription>> {
  const found = await work.get(prescription, id);
  return found === undefined ? refused(notFound({ table: prescription.name, id })) : ok(found);
}

/** The lines in their order. */
export function linesOf(work: Work, { id }: Prescription): Promise<readonly PrescriptionLine[]> {
  return work.find(prescriptionLine, {
    where: [{ column: 'prescription_id', is: id }],
    order: [{ column: 'line_number' }, { column: 'id' }],
  });
}

/** One that may still be put together: nothing was dispensed. */
export function isOpen({ status }: Pick<Prescription, 'status'>): boolean {
  return status === 'new' || status === 'suggested';
}
