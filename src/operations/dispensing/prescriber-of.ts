// A prescriber becomes visible where they prescribe (6.3). Who may write that: the home site while there is no row, from
// then on the primary; from anywhere else central is asked. Nobody waits for it: the patient is at the counter.
import type { Work } from '#engine';
import type { Question } from '../operation.ts';
import { isCentral, isPrimary } from '../patients/asking.ts';
import {
  isVisibleIn,
  joinOf,
  type PersonInStore,
  readPerson,
  showIn,
} from '../patients/person-visibility.ts';
import type { Prescription } from './read-prescription.ts';

/** What central is asked before the prescription is finalised. */
export async function prescriberQuestion(
  work: Work,
  of: Prescription,
): Promise<Question | undefined> {
  const pair = await hiddenPrescriber(work, of);
  if (pair === undefined || isCentral(work) || (await mayShow(work, pair))) return undefined;
  const input = { prescriber_id: pair.person, store_id: pair.store };
  return { operation: 'show-prescriber-here', input, orGoOn: true };
}

/** Shows the prescriber where that is decided here. */
export async function showPrescriber(work: Work, of: Prescription): Promise<void> {
  const pair = await hiddenPrescriber(work, of);
  if (pair !== undefined && (await mayShow(work, pair)))
    await showIn(work, pair, { forPrimary: isPrimary(work) });
}

/** The prescriber, if they are not visible in the store yet. */
async function hiddenPrescriber(
  work: Work,
  { prescriber_id, store_id }: Prescription,
): Promise<PersonInStore | undefined> {
  if (prescriber_id === null) return undefined;
  const pair = { kind: 'prescriber', person: prescriber_id, store: store_id } as const;
  return (await isVisibleIn(work, pair)) ? undefined : pair;
}

async function mayShow(work: Work, pair: PersonInStore): Promise<boolean> {
  const person = await readPerson(work, pair);
  if (person === undefined) return false;
  const isHome = work.topology.isActiveHere(person.store_id);
  return isPrimary(work) || (isHome && (await joinOf(work, pair)) === undefined);
}
