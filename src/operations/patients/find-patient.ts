import { flag, object, ok, type Result } from '#base';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { type AskedBy, operation } from '../operation.ts';
import { dayInput, idInput, wordsInput } from '../shapes.ts';
import { isCentral, selfAsking } from './asking.ts';
import { noteLookUp } from './look-up-log.ts';
import { checkTerms, type Search, searchPatients, type Terms } from './search-patients.ts';

/** What somebody may be told of at once: at central of few, here of whoever is here anyway. */
const MOST_AT_CENTRAL = 5;
const MOST_HERE = 20;

interface Input extends Terms {
  readonly reason: string;
  readonly store_id?: string;
  readonly everywhere?: boolean;
}

interface Found extends Search {
  readonly found_at: 'here' | 'central';
}

export const findPatient = operation<Input, Found>({
  name: 'find-patient',
  title:
    'Find a patient by code, names, date of birth or national number: among those here, else (online) at central, where it is written down with the reason',
  input: object(
    {
      reason: wordsInput(200),
      text: wordsInput(200),
      code: wordsInput(100),
      date_of_birth: dayInput(),
      national_health_number: wordsInput(100),
      /** For a person who may do so in one store only. */
      store_id: idInput(),
      /** Ask central even when somebody here fits. */
      everywhere: flag(),
    },
    ['text', 'code', 'date_of_birth', 'national_health_number', 'store_id', 'everywhere'],
  ),
  need: async (_work, { store_id = null }) =>
    ok({ permission: 'look_up_patients', store: store_id }),
  async ask(work, input) {
    const sound = checkTerms(input);
    if (!sound.ok) return sound;
    if (isCentral(work)) return ok(undefined);
    const isHere = (await searchPatients(work, input, 1)).patients.length > 0;
    return ok(
      isHere && input.everywhere !== true
        ? undefined
        : { operation: 'find-patient', input: { ...input } },
    );
  },
  answer: lookUp,
  async run(work, input, answered) {
    if (isCentral(work)) return lookUp(work, input, selfAsking(work));
    if (answered === undefined)
      return ok({ ...(await searchPatients(work, input, MOST_HERE)), found_at: 'here' });
    await noteActivity(work, { type: 'patient-looked-up', message: input.reason });
    return ok(answered);
  },
});

async function lookUp(work: Work, input: Input, by: AskedBy): Promise<Result<Found>> {
  const sound = checkTerms(input);
  if (!sound.ok) return sound;
  const { reason, store_id, everywhere, ...terms } = input;
  const search = await searchPatients(work, terms, MOST_AT_CENTRAL);
  const told = search.patients.map(({ patient_id }) => patient_id);
  const noted = await noteLookUp(work, { by, reason, terms, told, how: 'found' });
  return noted.ok ? ok({ ...search, found_at: 'central' }) : noted;
}
