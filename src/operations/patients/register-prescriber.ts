import { object, ok, oneOf, refused } from '#base';
import { prescriber } from '#dictionary';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { idInput, wordsInput } from '../shapes.ts';
import { prescribersAlike } from './alike.ts';
import { codeFor } from './code-for.ts';
import { dispensariesHere, dispensaryHere } from './dispensary-here.ts';
import { showIn } from './person-visibility.ts';
import { idInUse } from './refusals.ts';

const given = {
  registration_code: wordsInput(100),
  initials: wordsInput(50),
  first_name: wordsInput(200),
  gender: oneOf(['female', 'male', 'other', 'unknown']),
  address_1: wordsInput(200),
  address_2: wordsInput(200),
  phone: wordsInput(50),
  mobile: wordsInput(50),
  email: wordsInput(200),
};

export const registerPrescriber = operation({
  name: 'register-prescriber',
  title:
    'Enter a new prescriber, at home in a dispensary of this site; the answer names those here who may be the same',
  input: object(
    {
      prescriber_id: idInput(),
      store_id: idInput(),
      code: wordsInput(100),
      last_name: wordsInput(200),
      ...given,
    },
    ['prescriber_id', 'code', ...(Object.keys(given) as (keyof typeof given)[])],
  ),
  need: async (_work, { store_id }) => ok({ permission: 'edit_prescribers', store: store_id }),
  async run(work, { prescriber_id, store_id, code: wanted, ...columns }) {
    const home = await dispensaryHere(work, store_id);
    if (!home.ok) return home;
    const id = prescriber_id ?? work.newId();
    if ((await work.get(prescriber, id)) !== undefined)
      return refused(idInUse({ table: prescriber.name, id }));
    const code = await codeFor(work, { kind: 'prescriber', store: home.value, given: wanted });
    if (!code.ok) return code;
    const { first_name = null, registration_code = null, last_name } = columns;
    const alike = await prescribersAlike(work, { first_name, last_name, registration_code });
    await work.put(prescriber, id, { ...columns, store_id, code: code.value });
    // NOTE a row in the home store, too: whoever reads rows alone sees the prescriber there (6.3).
    for (const store of new Set([store_id, ...dispensariesHere(work)]))
      await showIn(work, { kind: 'prescriber', person: id, store });
    await noteActivity(work, {
      type: 'prescriber-registered',
      table: prescriber.name,
      record_id: id,
      store_id,
    });
    return ok({
      prescriber_id: id,
      code: code.value,
      possible_duplicates: alike.map(({ id: prescriber_id, ...rest }) => ({
        prescriber_id,
        ...rest,
      })),
    });
  },
});
