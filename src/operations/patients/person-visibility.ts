// In which stores a person is visible. A person is always visible in the home store, with a row or without.
import type { RowId } from '#base';
import { patient, patientStoreJoin, prescriber, prescriberStoreJoin } from '#dictionary';
import type { Work } from '#engine';

export interface PersonInStore {
  readonly kind: 'patient' | 'prescriber';
  readonly person: RowId;
  readonly store: RowId;
}

export async function isVisibleIn(work: Work, pair: PersonInStore): Promise<boolean> {
  const home = (await readPerson(work, pair))?.store_id;
  return home === pair.store || (await joinOf(work, pair))?.inactive === false;
}

/** The patient or prescriber, if the row is here and was not merged into another. */
export async function readPerson(
  work: Work,
  { kind, person }: Pick<PersonInStore, 'kind' | 'person'>,
): Promise<{ readonly id: RowId; readonly store_id: RowId } | undefined> {
  const row = await (kind === 'patient' ? work.get(patient, person) : work.get(prescriber, person));
  return row?.merged_into_id === null ? row : undefined;
}

/** The row that makes the person visible, or did. */
export async function joinOf(work: Work, { kind, person, store }: PersonInStore) {
  const column = kind === 'patient' ? 'patient_id' : 'prescriber_id';
  const query = {
    where: [
      { column, is: person },
      { column: 'store_id', is: store },
    ],
  };
  const [found] = await (kind === 'patient'
    ? work.find(patientStoreJoin, query)
    : work.find(prescriberStoreJoin, query));
  return found;
}

/** `forPrimary`: central writes it in the primary's place, so it is established from the beginning (PT2). */
export async function showIn(
  work: Work,
  pair: PersonInStore,
  { forPrimary = false }: { readonly forPrimary?: boolean } = {},
): Promise<void> {
  const { kind, person, store } = pair;
  const existing = await joinOf(work, pair);
  const id = existing?.id ?? work.derivedId(`${store}/${person}`, `${kind}-store-join`);
  const shown = {
    store_id: store,
    inactive: false,
    ...(forPrimary && existing === undefined && { established_at: work.now }),
  };
  await (kind === 'patient'
    ? work.put(patientStoreJoin, id, { ...shown, patient_id: person })
    : work.put(prescriberStoreJoin, id, { ...shown, prescriber_id: person }));
}
