import { compare, object, ok, type Result, type RowId, refused, ZERO } from '#base';
import { item, prescription, prescriptionLine, stockLine } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { dispensaryHere } from '../patients/dispensary-here.ts';
import { isVisibleIn } from '../patients/person-visibility.ts';
import { idInput } from '../shapes.ts';
import { issueStock } from '../stock/issue-stock.ts';
import { discountOf } from './policy-discount.ts';
import { prescriberQuestion, showPrescriber } from './prescriber-of.ts';
import {
  isOpen,
  linesOf,
  type Prescription,
  type PrescriptionLine,
  readPrescription,
} from './read-prescription.ts';
import {
  linesWithoutStock,
  noPrescriptionLines,
  patientNotVisible,
  wrongPrescriptionStatus,
} from './refusals.ts';
import { noteRepeats } from './repeat-dispensed.ts';

export const finalisePrescription = operation({
  name: 'finalise-prescription',
  title: 'Finalise a prescription: its stock leaves, its repeats are counted, and it is closed',
  input: object({ prescription_id: idInput() }),
  async need(work, { prescription_id }) {
    const found = await readPrescription(work, prescription_id);
    return found.ok
      ? ok({ permission: 'finalise_prescriptions', store: found.value.store_id })
      : found;
  },
  async ask(work, { prescription_id }) {
    const open = await openPrescription(work, prescription_id);
    return open.ok ? ok(await prescriberQuestion(work, open.value)) : open;
  },
  async run(work, { prescription_id }, answered) {
    const open = await openPrescription(work, prescription_id);
    if (!open.ok) return open;
    const of = open.value;
    const discount = await discountOf(work, of);
    if (!discount.ok) return discount;
    if (answered === undefined) await showPrescriber(work, of);
    const lines = await linesOf(work, of);
    const dispensed = await dispense(work, of, lines);
    if (!dispensed.ok) return dispensed;
    await work.put(prescription, of.id, {
      status: 'finalised',
      finalised_at: work.now,
      insurance_discount: discount.value,
    });
    const counted = await noteRepeats(work, of, lines);
    if (!counted.ok) return counted;
    await noteActivity(work, {
      type: 'prescription-finalised',
      table: prescription.name,
      record_id: of.id,
      store_id: of.store_id,
      from: of.status,
      to: 'finalised',
    });
    return ok({ prescription_id });
  },
});

/** The prescription, if this is the place to dispense it, and it was not yet. */
async function openPrescription(work: Work, id: RowId): Promise<Result<Prescription>> {
  const found = await readPrescription(work, id);
  if (!found.ok) return found;
  const { store_id, patient_id, status } = found.value;
  const store = await dispensaryHere(work, store_id);
  if (!store.ok) return store;
  if (!isOpen(found.value))
    return refused(wrongPrescriptionStatus({ prescription_id: id, status }));
  const isVisible = await isVisibleIn(work, {
    kind: 'patient',
    person: patient_id,
    store: store_id,
  });
  return isVisible ? found : refused(patientNotVisible({ patient_id, store_id }));
}

/** The stock of every line leaves. */
async function dispense(
  work: Work,
  { id, store_id }: Prescription,
  lines: readonly PrescriptionLine[],
): Promise<Result<void>> {
  if (lines.length === 0) return refused(noPrescriptionLines({ prescription_id: id }));
  const without: PrescriptionLine[] = [];
  for (const line of lines) if (await lacksStock(work, store_id, line)) without.push(line);
  if (without.length > 0) {
    const named = without.map(({ id: prescription_line_id, line_number, item_name }) => ({
      prescription_line_id,
      line_number,
      item_name,
    }));
    return refused(linesWithoutStock({ prescription_id: id, lines: named }));
  }
  for (const { id: lineId, stock_line_id, packs, item_name } of lines) {
    if (stock_line_id === null || compare(packs, ZERO) === 0) continue;
    const issued = await issueStock(work, {
      stockLineId: stock_line_id,
      packs,
      item: item_name,
      kind: 'dispense',
      source: { table: prescriptionLine.name, id: lineId, event: 'finalised' },
    });
    if (!issued.ok) return issued;
  }
  return ok(undefined);
}

/** A line needs stock of its own store, unless the item is a service. */
async function lacksStock(work: Work, store: RowId, line: PrescriptionLine): Promise<boolean> {
  const { stock_line_id, item_id } = line;
  if (stock_line_id === null) return (await work.get(item, item_id))?.type === 'stock';
  const stock = await work.get(stockLine, stock_line_id);
  return stock?.store_id !== store || stock.item_id !== item_id;
}
