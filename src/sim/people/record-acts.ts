// What hangs on a patient: policies, events, medicines, repeats; kept at home, but a policy may be added wherever the
// patient is visible.
import type { Row } from '#dictionary';
import type { Act } from './act.ts';
import type { Clerk } from './clerk.ts';
import { isAtHome, personsAtHome, personsShown } from './dispensing.ts';
import { idOf } from './stock-acts.ts';

const RECORDS = ['insurance_policy', 'patient_event', 'patient_medication_record', 'repeat'];

/** A new row about the patient; undefined where something that it needs is not known here. */
export function newRecord(clerk: Clerk, table: string, patient: Row): Row | undefined {
  const { chance } = clerk;
  const patient_id = idOf(patient);
  switch (table) {
    case 'insurance_policy': {
      const providers = clerk.see('insurance_provider');
      if (providers.length === 0) return undefined;
      return {
        patient_id,
        provider_id: idOf(chance.pick(providers)),
        policy_number_full: `N ${chance.whole(1, 999)}`,
        discount_rate: '10',
        expiry_date: '2028-01-01',
      };
    }
    case 'patient_event': {
      const stores = clerk.stores();
      const types = clerk.see('patient_event_type');
      if (stores.length === 0) return undefined;
      return {
        patient_id,
        store_id: idOf(chance.pick(stores)),
        patient_event_type_id: types.length === 0 ? null : idOf(chance.pick(types)),
        date: '2026-11-01',
        note: `note ${chance.whole(1, 99)}`,
      };
    }
    case 'patient_medication_record':
      return { patient_id, medicine: `medicine ${chance.whole(1, 99)}` };
    default: {
      const lines = clerk
        .seeBy('prescription', 'patient_id', patient_id)
        .flatMap((prescription) =>
          clerk.seeBy('prescription_line', 'prescription_id', idOf(prescription)),
        );
      if (lines.length === 0) return undefined;
      const line = chance.pick(lines);
      return {
        patient_id,
        original_invoice_line_id: idOf(line),
        item_id: line['item_id'] ?? null,
        quantity: '10',
        repeats_total: 3,
      };
    }
  }
}

const EDITS: Readonly<Record<string, Row>> = {
  insurance_policy: { name_of_insured: 'somebody' },
  patient_event: { note: 'looked at again' },
  patient_medication_record: { directions: 'twice a day' },
  repeat: { interval: 30 },
};

export function editOfRecord(table: string): Row {
  return EDITS[table] ?? {};
}

export const keepRecord: Act = async (clerk) => {
  const { chance } = clerk;
  const patients = personsAtHome(clerk, 'patient');
  if (patients.length === 0) return false;
  const patient = chance.pick(patients);
  const table = chance.pick(RECORDS);
  const known = clerk.seeBy(table, 'patient_id', idOf(patient));
  const act = known.length === 0 ? 'new' : chance.pick(['new', 'new', 'edit', 'delete']);
  if (act === 'edit')
    await clerk.put(table, idOf(chance.pick(known)), {
      ...editOfRecord(table),
      ...(table === 'repeat' && { interval: chance.whole(1, 90) }),
    });
  else if (act === 'delete') await clerk.remove(table, idOf(chance.pick(known)));
  else {
    const row = newRecord(clerk, table, patient);
    if (row === undefined) return false;
    const made = await clerk.put(table, clerk.newId(), row);
    if (made.ok) clerk.world.sometimes.saw('something was written of a patient');
  }
  return true;
};

/** Where a patient of another site is visible, a new policy may be added (6.2). */
export const addPolicy: Act = async (clerk) => {
  const { chance, world } = clerk;
  const patients = personsShown(clerk, 'patient').filter((patient) => !isAtHome(clerk, patient));
  if (patients.length === 0) return false;
  const row = newRecord(clerk, 'insurance_policy', chance.pick(patients));
  if (row === undefined) return false;
  const added = await clerk.put('insurance_policy', clerk.newId(), row);
  if (added.ok) world.sometimes.saw('a policy was added where the patient is only visible');
  return true;
};
