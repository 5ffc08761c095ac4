import { flag, object, ok, type Result, type RowId, refused } from '#base';
import { homeChange, store } from '#dictionary';
import type { Work } from '#engine';
import { leftOf } from '../merging/left-of.ts';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { readPerson } from '../patients/person-visibility.ts';
import { notFound } from '../refusals.ts';
import { idInput, wordsInput } from '../shapes.ts';
import { atCentral } from '../sites/at-central.ts';
import { forcedWithoutReason, homeIsLeaving, homeIsNoDispensary, whoseHome } from './refusals.ts';

/**
 * From request to done: the former home site hears of it, edits no more, and releases; then central hands over, under
 * the next epoch. Where nobody has to be waited for, or shall be, it is released at once.
 */
export const changeHomeStore = operation({
  name: 'change-home-store',
  title: 'Give a patient, a prescriber or all who are at home in a store another home store',
  input: object(
    {
      patient_id: idInput(),
      prescriber_id: idInput(),
      from_store_id: idInput(),
      store_id: idInput(),
      force: flag(),
      reason: wordsInput(2_000),
    },
    ['patient_id', 'prescriber_id', 'from_store_id', 'force', 'reason'],
  ),
  need: atCentral('change_home_stores', 'Home stores are changed'),
  async run(work, input): Promise<Result<Asked>> {
    const { store_id, force = false, reason = null } = input;
    if (force && reason === null) return refused(forcedWithoutReason({}));
    const target = await work.get(store, store_id);
    if (target === undefined || target.disabled)
      return refused(notFound({ table: 'store', id: store_id }));
    if (target.store_mode !== 'dispensary')
      return refused(homeIsNoDispensary({ store_id, store: target.name }));
    const whose = await whoseOf(work, input);
    if (!whose.ok) return whose;
    const { kind, person_id, from } = whose.value;
    if (from === store_id) return ok({ home_change_id: null, status: 'done' });
    const own = await openChange(work, { person_id, from_store_id: from });
    const open = own ?? (await openChange(work, { person_id: null, from_store_id: from }));
    if (open !== undefined && !force) return refused(homeIsLeaving(open));
    // NOTE one person may be taken out of the change of a whole store, which goes on.
    if (own !== undefined) await work.put(homeChange, own.home_change_id, { status: 'cancelled' });
    const home_change_id = work.newId();
    // NOTE only another site may have saved what has not come yet, be the new home that site's own as well.
    const status = force || work.topology.isActiveHere(from) ? 'released' : 'requested';
    await work.put(homeChange, home_change_id, {
      kind,
      person_id,
      from_store_id: from,
      to_store_id: store_id,
      status,
      reason: force ? reason : null,
      requested_at: work.now,
      user_id: work.person?.user_id ?? null,
    });
    await noteActivity(work, {
      type: 'home-change-requested',
      table: kind,
      record_id: person_id ?? from,
      from,
      to: store_id,
      ...(force && reason !== null && { message: reason }),
    });
    return ok({ home_change_id, status });
  },
});

interface Asked {
  /** None where the person is at home there already. */
  readonly home_change_id: RowId | null;
  readonly status: 'requested' | 'released' | 'done';
}

interface Whose {
  readonly kind: 'patient' | 'prescriber' | 'store';
  readonly person_id: RowId | null;
  readonly from: RowId;
}

async function whoseOf(
  work: Work,
  input: {
    readonly patient_id?: RowId;
    readonly prescriber_id?: RowId;
    readonly from_store_id?: RowId;
  },
): Promise<Result<Whose>> {
  const { patient_id, prescriber_id, from_store_id } = input;
  const given = [patient_id, prescriber_id, from_store_id].filter((id) => id !== undefined);
  const [id] = given;
  if (id === undefined || given.length > 1) return refused(whoseHome({}));
  if (id === from_store_id) {
    const found = await work.get(store, id);
    if (found === undefined) return refused(notFound({ table: 'store', id }));
    return ok({ kind: 'store', person_id: null, from: found.id });
  }
  const kind = id === patient_id ? 'patient' : 'prescriber';
  const found =
    (await readPerson(work, { kind, person: id })) ??
    (await readPerson(work, { kind, person: (await leftOf(work, kind, id)) ?? id }));
  if (found === undefined) return refused(notFound({ table: kind, id }));
  return ok({ kind, person_id: found.id, from: found.store_id });
}

/** The change under way of this person, or (null) of the whole store. */
async function openChange(
  work: Work,
  of: { readonly person_id: RowId | null; readonly from_store_id: RowId },
) {
  const { person_id, from_store_id } = of;
  const [found] = await work.find(homeChange, {
    where: [
      { column: 'person_id', is: person_id },
      ...(person_id === null ? [{ column: 'from_store_id', is: from_store_id }] : []),
      { column: 'status', in: ['requested', 'released'] },
    ],
    limit: 1,
  });
  return found && { home_change_id: found.id, status: found.status };
}
