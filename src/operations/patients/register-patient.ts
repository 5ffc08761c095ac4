import { object, ok, oneOf, type RowId, refused } from '#base';
import { patient } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { storePreferenceOf } from '../preferences/preference-value.ts';
import { dayInput, idInput, wordsInput } from '../shapes.ts';
import { patientsAlike } from './alike.ts';
import { codeFor } from './code-for.ts';
import { dispensariesHere, dispensaryHere } from './dispensary-here.ts';
import { showIn } from './person-visibility.ts';
import { idInUse } from './refusals.ts';

const given = {
  first_name: wordsInput(200),
  middle_name: wordsInput(200),
  gender: oneOf(['female', 'male', 'other', 'unknown']),
  date_of_birth: dayInput(),
  national_health_number: wordsInput(100),
  phone: wordsInput(50),
  email: wordsInput(200),
  address_1: wordsInput(200),
  address_2: wordsInput(200),
  address_3: wordsInput(200),
  address_4: wordsInput(200),
  address_5: wordsInput(200),
  marital_status: oneOf(['single', 'married', 'widowed', 'divorced', 'separated']),
  mother_id: idInput(),
  next_of_kin_id: idInput(),
  next_of_kin_name: wordsInput(500),
};

export const registerPatient = operation({
  name: 'register-patient',
  title:
    'Enter a new patient, at home in a dispensary of this site; the answer names those here who may be the same',
  input: object(
    {
      patient_id: idInput(),
      store_id: idInput(),
      code: wordsInput(100),
      last_name: wordsInput(200),
      ...given,
    },
    ['patient_id', 'code', ...(Object.keys(given) as (keyof typeof given)[])],
  ),
  need: async (_work, { store_id }) => ok({ permission: 'edit_patients', store: store_id }),
  async run(work, { patient_id, store_id, code: wanted, ...columns }) {
    const home = await dispensaryHere(work, store_id);
    if (!home.ok) return home;
    const id = patient_id ?? work.newId();
    if ((await work.get(patient, id)) !== undefined)
      return refused(idInUse({ table: patient.name, id }));
    const code = await codeFor(work, { kind: 'patient', store: home.value, given: wanted });
    if (!code.ok) return code;
    const { first_name = null, middle_name = null, last_name } = columns;
    const { date_of_birth = null, national_health_number = null } = columns;
    const alike = await patientsAlike(work, {
      first_name,
      last_name,
      date_of_birth,
      national_health_number,
    });
    await work.put(patient, id, {
      ...columns,
      store_id,
      code: code.value,
      name: [first_name, middle_name, last_name].filter((part) => part !== null).join(' '),
    });
    for (const store of await storesToShowIn(work, store_id))
      await showIn(work, { kind: 'patient', person: id, store });
    await noteActivity(work, {
      type: 'patient-registered',
      table: patient.name,
      record_id: id,
      store_id,
    });
    return ok({
      patient_id: id,
      code: code.value,
      possible_duplicates: alike.map(({ id: patient_id, ...rest }) => ({ patient_id, ...rest })),
    });
  },
});

/** The creating store, and the other dispensaries of this site as far as both sides want it (6.2). */
async function storesToShowIn(work: Work, creating: RowId): Promise<readonly RowId[]> {
  const alone = await storePreferenceOf(work, {
    store: creating,
    key: 'new_patients_this_store_only',
  });
  if (alone) return [creating];
  const stores = [creating];
  for (const store of dispensariesHere(work)) {
    if (store === creating) continue;
    const key = 'patients_created_elsewhere_not_visible';
    if (!(await storePreferenceOf(work, { store, key }))) stores.push(store);
  }
  return stores;
}
