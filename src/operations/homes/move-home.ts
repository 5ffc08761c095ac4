import type { RowId } from '#base';
import {
  patient,
  patientStoreJoin,
  prescriber,
  prescriberStoreJoin,
  type RowOf,
} from '#dictionary';
import type { Work } from '#engine';

export type PersonKind = 'patient' | 'prescriber';
type PersonRow = RowOf<typeof patient> | RowOf<typeof prescriber>;

/** Gives a person another home, under the next epoch, and makes them visible there. */
export async function moveHome(
  work: Work,
  kind: PersonKind,
  person: PersonRow,
  to: RowId,
): Promise<void> {
  const home = { store_id: to, home_epoch: person.home_epoch + 1 };
  const where = (column: string) => [
    { column, is: person.id },
    { column: 'store_id', is: to },
  ];
  const shown = { store_id: to, established_at: work.now };
  if (kind === 'patient') {
    await work.put(patient, person.id, home);
    const joins = await work.find(patientStoreJoin, { where: where('patient_id') });
    if (joins.length === 0)
      await work.put(patientStoreJoin, work.newId(), { patient_id: person.id, ...shown });
    return;
  }
  await work.put(prescriber, person.id, home);
  const joins = await work.find(prescriberStoreJoin, { where: where('prescriber_id') });
  if (joins.length === 0)
    await work.put(prescriberStoreJoin, work.newId(), { prescriber_id: person.id, ...shown });
}

/** Those at home in a store, at most so many. */
export async function atHomeIn(
  work: Work,
  storeId: RowId,
  most: number,
): Promise<readonly { readonly kind: PersonKind; readonly person: PersonRow }[]> {
  const query = { where: [{ column: 'store_id', is: storeId }], limit: most };
  const patients = await work.find(patient, query);
  const prescribers = await work.find(prescriber, query);
  return [
    ...patients.map((person) => ({ kind: 'patient' as const, person })),
    ...prescribers.map((person) => ({ kind: 'prescriber' as const, person })),
  ].slice(0, most);
}
