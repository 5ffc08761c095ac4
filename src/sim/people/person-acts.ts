// Patients and prescribers: registered in a dispensary, edited at home, made visible with their registration.
import type { Row } from '#dictionary';
import type { RowChange } from '#site';
import type { Act } from './act.ts';
import type { Clerk } from './clerk.ts';
import { dispensariesOf, joinsOf, type PersonKind, personsAtHome } from './dispensing.ts';
import { idOf } from './stock-acts.ts';

export const registerPatient: Act = (clerk) =>
  register(clerk, 'patient', {
    name: 'a patient',
    last_name: `patient ${clerk.chance.whole(1, 999)}`,
    gender: clerk.chance.pick(['female', 'male', 'unknown']),
    date_of_birth: clerk.chance.pick(['1950-02-28', '2020-12-31', null]),
  });

export const registerPrescriber: Act = (clerk) =>
  register(clerk, 'prescriber', { last_name: `prescriber ${clerk.chance.whole(1, 99)}` });

/** With what makes them visible: in the home store, and mostly in the other dispensaries of the site (6.2). */
async function register(clerk: Clerk, kind: PersonKind, columns: Row): Promise<boolean> {
  const { chance, world } = clerk;
  const stores = dispensariesOf(clerk);
  if (stores.length === 0) return false;
  const home = chance.pick(stores);
  const id = clerk.newId();
  const shown = stores.filter((store) => store === home || chance.happens(0.7));
  const made = await clerk.putAll([
    {
      table: kind,
      id,
      put: { ...columns, code: `P-${chance.whole(1, 1e9)}`, store_id: idOf(home) },
    },
    ...(chance.happens(0.9) ? shown : []).map(
      (store): RowChange => ({
        table: `${kind}_store_join`,
        id: clerk.newId(),
        put: { [`${kind}_id`]: id, store_id: idOf(store) },
      }),
    ),
  ]);
  if (made.ok) world.sometimes.saw('a person was registered');
  return true;
}

/** At home: what is said of a person, and whether a visibility that central has not received yet is meant. */
export const editPerson: Act = async (clerk) => {
  const { chance } = clerk;
  const kind = chance.weighted([
    [3, 'patient'],
    [1, 'prescriber'],
  ] as const);
  const persons = personsAtHome(clerk, kind);
  if (persons.length === 0) return false;
  const person = chance.pick(persons);
  const fresh = joinsOf(clerk, kind, idOf(person)).filter(
    (join) => join['established_at'] === null,
  );
  if (fresh.length > 0 && chance.happens(0.3)) {
    const join = chance.pick(fresh);
    await clerk.put(`${kind}_store_join`, idOf(join), { inactive: join['inactive'] !== true });
  } else {
    const edited = await clerk.put(kind, idOf(person), { phone: `+${chance.whole(100, 999)}` });
    if (edited.ok) clerk.world.sometimes.saw('a person was edited at home');
  }
  return true;
};
