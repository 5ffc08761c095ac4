import { object, ok, parse, type RowId, text } from '#base';
import { message, patient, type RowOf, repeat } from '#dictionary';
import type { Processor, Work } from '#engine';
import { isCentral } from '../patients/asking.ts';
import { joinOf } from '../patients/person-visibility.ts';
import { countDispensing, REPEAT_DISPENSED, tellCentral } from './repeat-dispensed.ts';

type Message = RowOf<typeof message>;

const bodyShape = object({ repeat_id: text({ max: 36 }), prescription_id: text({ max: 36 }) });

/**
 * Counts a dispensing that another site tells, when all of this holds:
 * - the message says that a repeat was dispensed;
 * - at central: it comes from a store in which the patient was ever visible; elsewhere: it comes from central;
 * - the home of the patient is here.
 * Otherwise central passes it on to the home of today, and a site that is not the home any more gives it back.
 */
export const countRepeat: Processor = {
  name: 'count-repeat',
  watches: [message.name],
  concerns: (row) => row['type'] === REPEAT_DISPENSED,
  async run(work, changed) {
    const told = await work.get(message, String(changed.row['id']));
    const body = parse(bodyShape, told?.body);
    if (told === undefined || !body.ok) return ok(undefined);
    const { repeat_id, prescription_id } = body.value;
    const row = await work.get(repeat, repeat_id);
    const home = row && (await work.get(patient, row.patient_id))?.store_id;
    if (!(await isTrusted(work, told, row?.patient_id))) return ok(undefined);
    if (row !== undefined && home !== undefined && work.topology.isActiveHere(home))
      await countDispensing(work, { repeatId: row.id, prescriptionId: prescription_id });
    else if (isCentral(work)) await passOn(work, told, home);
    else await giveBack(work, told);
    return ok(undefined);
  },
};

async function isTrusted(
  work: Work,
  { from_store_id, origin_site_id }: Message,
  patientId: RowId | undefined,
): Promise<boolean> {
  if (!isCentral(work)) return origin_site_id === work.topology.central().siteId;
  if (from_store_id === null || patientId === undefined) return false;
  const pair = { kind: 'patient', person: patientId, store: from_store_id } as const;
  return (await joinOf(work, pair)) !== undefined;
}

/** Not to a home that gave it back itself: it has no such repeat. */
async function passOn(work: Work, told: Message, home: RowId | undefined): Promise<void> {
  if (home === undefined || home === told.from_store_id) return;
  await work.put(message, work.derivedId(`${told.id}/${home}`, 'passed-on'), {
    to_store_id: home,
    type: REPEAT_DISPENSED,
    body: told.body,
  });
}

async function giveBack(work: Work, { id, to_store_id: store, body }: Message): Promise<void> {
  if (store === null || !work.topology.isActiveHere(store)) return;
  await tellCentral(work, { id: work.derivedId(`${id}/${store}`, 'given-back'), store, body });
}
