import { ok, type Result, type RowId, refused } from '#base';
import type { Work } from '#engine';
import { leftOf } from '../merging/left-of.ts';
import { notFound } from '../refusals.ts';
import { isCentral, isPrimary } from './asking.ts';
import { dispensaryHere, findDispensary } from './dispensary-here.ts';
import { isVisibleIn, type PersonInStore, readPerson, showIn } from './person-visibility.ts';
import { alreadyVisible } from './refusals.ts';

/**
 * Where a person is made visible in a store: here, if that is decided here and the person is known, else at central,
 * which acts for the primary.
 */
export async function whereShown(
  work: Work,
  pair: PersonInStore,
): Promise<Result<'here' | 'central'>> {
  const decides = isCentral(work) || isPrimary(work);
  const store = await (decides ? findDispensary : dispensaryHere)(work, pair.store);
  if (!store.ok) return store;
  if (await isVisibleIn(work, pair)) {
    const { kind: table, person: id, store: store_id } = pair;
    return refused(alreadyVisible({ table, id, store_id }));
  }
  const isKnown = (await readPerson(work, pair)) !== undefined;
  return ok(isCentral(work) || (decides && isKnown) ? 'here' : 'central');
}

/**
 * Shows the person, or whoever is left of one that was merged, and says who it is. Repeating it changes nothing, so
 * that an answer that was lost can be asked for again.
 */
export async function showKnown(work: Work, pair: PersonInStore): Promise<Result<RowId>> {
  const { kind, person: id } = pair;
  const person = (await leftOf(work, kind, id)) ?? id;
  if ((await readPerson(work, { kind, person })) === undefined)
    return refused(notFound({ table: kind, id }));
  await showIn(work, { ...pair, person }, { forPrimary: true });
  return ok(person);
}
