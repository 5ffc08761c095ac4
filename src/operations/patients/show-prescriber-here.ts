import { object, ok, type RowId } from '#base';
import { prescriber } from '#dictionary';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { idInput } from '../shapes.ts';
import type { PersonInStore } from './person-visibility.ts';
import { storeOfAsker } from './store-of-asker.ts';
import { showKnown, whereShown } from './where-shown.ts';

interface PrescriberInStore {
  readonly prescriber_id: RowId;
  readonly store_id: RowId;
}

export const showPrescriberHere = operation({
  name: 'show-prescriber-here',
  title:
    'Make a prescriber visible in a dispensary; asked of central, online, unless it is decided here. The prescriber comes with the next sync',
  input: object({ prescriber_id: idInput(), store_id: idInput() }),
  actsAsCentral: true,
  need: async (_work, { store_id }) => ok({ permission: 'edit_prescriptions', store: store_id }),
  async ask(work, input) {
    const where = await whereShown(work, pairOf(input));
    if (!where.ok) return where;
    return ok(
      where.value === 'here'
        ? undefined
        : { operation: 'show-prescriber-here', input: { ...input } },
    );
  },
  async answer(work, input, by) {
    const store = await storeOfAsker(work, input.store_id, by);
    if (!store.ok) return store;
    const shown = await showKnown(work, pairOf(input));
    return shown.ok ? ok({ ...input, prescriber_id: shown.value }) : shown;
  },
  async run(work, input, answered) {
    const { store_id } = input;
    const shown =
      answered === undefined ? await showKnown(work, pairOf(input)) : ok(answered.prescriber_id);
    if (!shown.ok) return shown;
    const prescriber_id = shown.value;
    await noteActivity(work, {
      type: 'prescriber-shown',
      table: prescriber.name,
      record_id: prescriber_id,
      store_id,
    });
    return ok({ prescriber_id, store_id });
  },
});

function pairOf({ prescriber_id, store_id }: PrescriberInStore): PersonInStore {
  return { kind: 'prescriber', person: prescriber_id, store: store_id };
}
