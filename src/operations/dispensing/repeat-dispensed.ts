// What a repeat has left follows from the prescriptions that dispensed it, each counted once: at the home site where the
// repeat is edited. Other sites tell it with a message, by way of central, so that nothing is lost while they are apart (6.5).
import { compare, type Json, ok, type Result, type RowId, ZERO } from '#base';
import { message, patient, repeat } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import type { Prescription, PrescriptionLine } from './read-prescription.ts';
import { checkPlace } from './repeat-place.ts';

export const REPEAT_DISPENSED = 'repeat-dispensed';

/** Counts, or tells, each repeat that a prescription dispenses. */
export async function noteRepeats(
  work: Work,
  { id, store_id, patient_id }: Prescription,
  lines: readonly PrescriptionLine[],
): Promise<Result<void>> {
  const dispensed = lines.filter(({ packs }) => compare(packs, ZERO) > 0);
  for (const repeatId of new Set(dispensed.map(({ repeat_id }) => repeat_id))) {
    const row = repeatId === null ? undefined : await work.get(repeat, repeatId);
    const home = (await work.get(patient, patient_id))?.store_id;
    if (row === undefined || home === undefined) continue;
    const place = await checkPlace(work, row);
    if (!place.ok) return place;
    if (work.topology.isActiveHere(home)) {
      await countDispensing(work, { repeatId: row.id, prescriptionId: id });
      continue;
    }
    const told = work.derivedId(`${id}/${row.id}`, REPEAT_DISPENSED);
    await tellCentral(work, {
      id: told,
      store: store_id,
      body: { repeat_id: row.id, prescription_id: id },
    });
  }
  return ok(undefined);
}

/** A note of the store to itself: central reads it too, knows the home and whether the store may say so, and passes it on. */
export async function tellCentral(
  work: Work,
  { id, store, body }: { readonly id: RowId; readonly store: RowId; readonly body: Json },
): Promise<void> {
  await work.put(message, id, {
    from_store_id: store,
    to_store_id: store,
    type: REPEAT_DISPENSED,
    body,
  });
}

/** At the home site. Below 0: used too often while sites were apart; flagged, never dropped. */
export async function countDispensing(
  work: Work,
  { repeatId, prescriptionId }: { readonly repeatId: RowId; readonly prescriptionId: string },
): Promise<void> {
  const row = await work.get(repeat, repeatId);
  const counted = Array.isArray(row?.dispensed_in) ? row.dispensed_in : [];
  if (row === undefined || counted.includes(prescriptionId)) return;
  const dispensed_in = [...counted, prescriptionId];
  const left = row.repeats_total - dispensed_in.length;
  await work.put(repeat, repeatId, {
    dispensed_in,
    repeats_left: left,
    ...(left <= 0 && row.status === 'active' && { status: 'used_up' }),
  });
  if (left < 0)
    await noteActivity(work, {
      type: 'repeat-overused',
      table: repeat.name,
      record_id: repeatId,
      to: String(left),
    });
}
