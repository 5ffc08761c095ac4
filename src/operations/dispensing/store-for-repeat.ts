import { ok, type Result, type RowId, refused } from '#base';
import { patient, type RowOf, type repeat } from '#dictionary';
import type { Work } from '#engine';
import { dispensariesHere, dispensaryHere } from '../patients/dispensary-here.ts';
import { isVisibleIn } from '../patients/person-visibility.ts';
import { patientNotVisible, whichDispensary } from './refusals.ts';

/** Where a repeat is dispensed: the store given, the home store, or the one dispensary here where the patient is visible. */
export async function storeForRepeat(
  work: Work,
  wanted: { readonly repeat: RowOf<typeof repeat>; readonly store: RowId | undefined },
): Promise<Result<RowId>> {
  const { patient_id } = wanted.repeat;
  const isVisible = (store: RowId) =>
    isVisibleIn(work, { kind: 'patient', person: patient_id, store });
  if (wanted.store !== undefined) {
    const found = await dispensaryHere(work, wanted.store);
    if (!found.ok) return found;
    return (await isVisible(wanted.store))
      ? ok(wanted.store)
      : refused(patientNotVisible({ patient_id, store_id: wanted.store }));
  }
  const home = (await work.get(patient, patient_id))?.store_id;
  const stores: RowId[] = [];
  for (const store of dispensariesHere(work)) if (await isVisible(store)) stores.push(store);
  const [only] = stores;
  if (only === undefined) return refused(patientNotVisible({ patient_id, store_id: home ?? '' }));
  if (home !== undefined && stores.includes(home)) return ok(home);
  return stores.length === 1 ? ok(only) : refused(whichDispensary({ stores }));
}
