// What is prescribed and dispensed, wherever a patient is visible.
import type { RowChange } from '#site';
import type { Act } from './act.ts';
import type { Clerk } from './clerk.ts';
import { dispensariesOf, personsAtHome, personsShown } from './dispensing.ts';
import { idOf } from './stock-acts.ts';

export const prescribe: Act = async (clerk) => {
  const { chance, world } = clerk;
  const stores = dispensariesOf(clerk);
  const patients = [...personsShown(clerk, 'patient'), ...personsAtHome(clerk, 'patient')];
  const items = clerk.see('item');
  if (stores.length === 0 || patients.length === 0 || items.length === 0) return false;
  const prescribers = clerk.see('prescriber');
  const diagnoses = clerk.see('diagnosis');
  const id = clerk.newId();
  const changes: RowChange[] = [
    {
      table: 'prescription',
      id,
      put: {
        store_id: idOf(chance.pick(stores)),
        patient_id: idOf(chance.pick(patients)),
        prescriber_id: prescribers.length === 0 ? null : idOf(chance.pick(prescribers)),
        diagnosis_id: diagnoses.length === 0 ? null : idOf(chance.pick(diagnoses)),
        entered_at: '2026-11-01T08:00:00.000Z',
      },
    },
  ];
  for (let line = 1; line <= chance.whole(1, 3); line += 1) changes.push(newLine(clerk, id, line));
  const made = await clerk.putAll(changes);
  if (made.ok) world.sometimes.saw('something was prescribed');
  return true;
};

/** Goes on with a prescription: a comment, a line more or less. */
export const editPrescription: Act = async (clerk) => {
  const { chance } = clerk;
  const written = dispensariesOf(clerk).flatMap((store) =>
    clerk.seeBy('prescription', 'store_id', idOf(store)),
  );
  if (written.length === 0) return false;
  const prescription = idOf(chance.pick(written));
  const lines = clerk.seeBy('prescription_line', 'prescription_id', prescription);
  const act = chance.pick(['comment', 'more', lines.length === 0 ? 'more' : 'less']);
  if (act === 'comment')
    await clerk.put('prescription', prescription, { comment: `said ${chance.whole(1, 99)}` });
  else if (act === 'less') await clerk.remove('prescription_line', idOf(chance.pick(lines)));
  else await clerk.putAll([newLine(clerk, prescription, lines.length + 1)]);
  return true;
};

function newLine({ chance, newId, see }: Clerk, prescription: string, number: number): RowChange {
  const item = chance.pick(see('item'));
  return {
    table: 'prescription_line',
    id: newId(),
    put: {
      prescription_id: prescription,
      line_number: number,
      item_id: idOf(item),
      item_name: String(item['name']),
      packs: String(chance.whole(1, 9)),
    },
  };
}
