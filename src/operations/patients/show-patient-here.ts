import { object, ok, type RowId } from '#base';
import { patient } from '#dictionary';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { idInput, wordsInput } from '../shapes.ts';
import { noteLookUp } from './look-up-log.ts';
import type { PersonInStore } from './person-visibility.ts';
import { storeOfAsker } from './store-of-asker.ts';
import { showKnown, whereShown } from './where-shown.ts';

interface Input {
  readonly patient_id: RowId;
  readonly store_id: RowId;
  readonly reason?: string;
}

type Shown = Pick<Input, 'patient_id' | 'store_id'>;

export const showPatientHere = operation<Input, Shown>({
  name: 'show-patient-here',
  title:
    'Make a patient visible in a dispensary; asked of central, online, unless it is decided here. The patient comes with the next sync',
  input: object({ patient_id: idInput(), store_id: idInput(), reason: wordsInput(200) }, [
    'reason',
  ]),
  actsAsCentral: true,
  need: async (_work, { store_id }) => ok({ permission: 'look_up_patients', store: store_id }),
  async ask(work, input) {
    const where = await whereShown(work, pairOf(input));
    if (!where.ok) return where;
    return ok(
      where.value === 'here' ? undefined : { operation: 'show-patient-here', input: { ...input } },
    );
  },
  async answer(work, input, by) {
    const { store_id, reason = 'to be shown there' } = input;
    const store = await storeOfAsker(work, store_id, by);
    if (!store.ok) return store;
    const shown = await showKnown(work, pairOf(input));
    if (!shown.ok) return shown;
    const patient_id = shown.value;
    // NOTE who is shown is told of, whole: it counts as a look-up.
    const terms = { patient_id, store_id };
    const noted = await noteLookUp(work, { by, reason, terms, told: [patient_id], how: 'shown' });
    return noted.ok ? ok({ patient_id, store_id }) : noted;
  },
  async run(work, input, answered) {
    const { store_id, reason } = input;
    const shown =
      answered === undefined ? await showKnown(work, pairOf(input)) : ok(answered.patient_id);
    if (!shown.ok) return shown;
    const patient_id = shown.value;
    await noteActivity(work, {
      type: 'patient-shown',
      table: patient.name,
      record_id: patient_id,
      store_id,
      ...(reason !== undefined && { message: reason }),
    });
    return ok({ patient_id, store_id });
  },
});

function pairOf({ patient_id, store_id }: Input): PersonInStore {
  return { kind: 'patient', person: patient_id, store: store_id };
}
