// What nobody may do with persons, visibility, orders and preferences, tried all the same.
import { type Act, mustRefuse } from './act.ts';
import type { Clerk } from './clerk.ts';
import {
  isAtHome,
  isShownHere,
  joinsOf,
  type PersonKind,
  personsAtHome,
  personsElsewhere,
} from './dispensing.ts';
import { isPrimary } from './places.ts';
import { editOfRecord, newRecord } from './record-acts.ts';
import { idOf } from './stock-acts.ts';

const KINDS: readonly PersonKind[] = ['patient', 'prescriber'];
const RECORDS = ['insurance_policy', 'patient_event', 'patient_medication_record', 'repeat'];

export const WRONG_WITH_PERSONS: readonly Act[] = [
  async function editPersonElsewhere(clerk) {
    const kind = clerk.chance.pick(KINDS);
    const persons = personsElsewhere(clerk, kind);
    if (persons.length === 0) return false;
    const answer = await clerk.put(kind, idOf(clerk.chance.pick(persons)), { phone: '000' });
    return mustRefuse(clerk, answer, { invariant: 'D8', what: `an edit of a foreign ${kind}` });
  },
  async function writeOfForeignPatient(clerk) {
    const { chance } = clerk;
    const patients = personsElsewhere(clerk, 'patient');
    if (patients.length === 0) return false;
    const patient = chance.pick(patients);
    const table = chance.pick(RECORDS);
    const edit = editOfRecord(table);
    // NOTE to say what stands there already is no edit.
    const known = clerk
      .seeBy(table, 'patient_id', idOf(patient))
      .filter((row) => Object.keys(edit).some((column) => row[column] !== edit[column]));
    if (known.length > 0 && chance.happens(0.5))
      return mustRefuse(clerk, await clerk.put(table, idOf(chance.pick(known)), edit), {
        invariant: 'D8',
        what: `an edit of a ${table} of a foreign patient`,
      });
    if (table === 'insurance_policy' && isShownHere(clerk, 'patient', patient)) return false;
    const row = newRecord(clerk, table, patient);
    if (row === undefined) return false;
    const answer = await clerk.put(table, clerk.newId(), row);
    return mustRefuse(clerk, answer, {
      invariant: 'D8',
      what: `a ${table} of a patient of another site`,
    });
  },
  async function registerForForeignStore(clerk) {
    const foreign = clerk
      .see('store')
      .filter((store) => store['active_site_id'] !== clerk.device.siteId);
    if (foreign.length === 0) return false;
    const id = clerk.newId();
    const answer = await clerk.put('patient', id, {
      code: `P-${id}`,
      name: 'nobody',
      last_name: 'nobody',
      store_id: idOf(clerk.chance.pick(foreign)),
    });
    return mustRefuse(clerk, answer, { invariant: 'D7', what: 'a patient of a foreign store' });
  },
  async function giveAnotherHome(clerk) {
    const kind = clerk.chance.pick(KINDS);
    const persons = personsAtHome(clerk, kind);
    if (persons.length === 0) return false;
    const person = clerk.chance.pick(persons);
    const stores = clerk.see('store').filter((store) => store['id'] !== person['store_id']);
    if (stores.length === 0) return false;
    const answer = await clerk.put(kind, idOf(person), {
      store_id: idOf(clerk.chance.pick(stores)),
    });
    return mustRefuse(clerk, answer, { invariant: 'D8', what: 'another home, given by hand' });
  },
  async function showForeignPerson(clerk) {
    if (isPrimary(clerk)) return false;
    const kind = clerk.chance.pick(KINDS);
    const persons = personsElsewhere(clerk, kind);
    const stores = clerk.stores();
    if (persons.length === 0 || stores.length === 0) return false;
    const [person, store] = [clerk.chance.pick(persons), clerk.chance.pick(stores)];
    if (joinsOf(clerk, kind, idOf(person)).some((join) => join['store_id'] === store['id']))
      return false;
    const answer = await clerk.put(`${kind}_store_join`, clerk.newId(), {
      [`${kind}_id`]: idOf(person),
      store_id: idOf(store),
    });
    return mustRefuse(clerk, answer, { invariant: 'E4', what: `a foreign ${kind} shown` });
  },
  async function changeEstablishedVisibility(clerk) {
    if (isPrimary(clerk)) return false;
    const kind = clerk.chance.pick(KINDS);
    const table = `${kind}_store_join`;
    const joins = clerk.see(table).filter((join) => join['established_at'] !== null);
    if (joins.length === 0) return false;
    const join = clerk.chance.pick(joins);
    const answer = await clerk.put(table, idOf(join), { inactive: join['inactive'] !== true });
    return mustRefuse(clerk, answer, { invariant: 'E4', what: `an established ${table} changed` });
  },
  async function writeForPrimaryHere(clerk) {
    if (isPrimary(clerk)) return false;
    const row = forPrimary(clerk);
    if (row === undefined) return false;
    const answer = await clerk.put(row.table, clerk.newId(), row.put);
    return mustRefuse(clerk, answer, { invariant: 'D7', what: `a ${row.table} away from there` });
  },
  async function writeForCentralHere(clerk) {
    const [store] = clerk.stores();
    if (clerk.device.isCentral || store === undefined) return false;
    const answer = await clerk.put('store_sync_setting', clerk.newId(), {
      store_id: idOf(store),
      collectors: [clerk.device.siteId],
    });
    return mustRefuse(clerk, answer, { invariant: 'D7', what: 'a sync setting away from central' });
  },
  async function changeMessage(clerk) {
    const messages = clerk.see('message');
    if (messages.length === 0) return false;
    const answer = await clerk.put('message', idOf(clerk.chance.pick(messages)), {
      status: 'processed',
    });
    return mustRefuse(clerk, answer, { invariant: 'D7', what: 'a change of a message' });
  },
  async function writeInAnothersName(clerk) {
    const foreign = clerk
      .see('store')
      .filter((store) => !isAtHome(clerk, { store_id: store['id'] ?? null }));
    if (foreign.length === 0) return false;
    const answer = await clerk.put('message', clerk.newId(), {
      from_store_id: idOf(clerk.chance.pick(foreign)),
      type: 'note',
    });
    return mustRefuse(clerk, answer, { invariant: 'D7', what: 'a message of a foreign store' });
  },
];

function forPrimary(clerk: Clerk) {
  const [name] = clerk.see('name');
  const [tag] = clerk.see('name_tag');
  return clerk.chance.pick([
    { table: 'shared_preference', put: { key: 'centralised_payments', value: true } },
    { table: 'diagnosis', put: { icd_code: 'X', description: 'forged' } },
    name === undefined || tag === undefined
      ? undefined
      : { table: 'name_tag_join', put: { name_id: idOf(name), name_tag_id: idOf(tag) } },
  ]);
}
