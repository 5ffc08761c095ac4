import { ok, type Result, type RowId } from '#base';
import { homeChange, homeRelease, patient, prescriber, type RowOf, store } from '#dictionary';
import type { Processor, Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { atHomeIn, moveHome, type PersonKind } from './move-home.ts';

/** At central: what the former home site releases is released. */
export const takeRelease: Processor = {
  name: 'take-home-release',
  watches: [homeRelease.name],
  concerns: () => true,
  async run(work, { row }) {
    if (!isCentral(work)) return ok(undefined);
    const change = await work.get(homeChange, String(row['home_change_id']));
    if (change?.status === 'requested')
      await work.put(homeChange, change.id, { status: 'released' });
    return ok(undefined);
  },
};

/** Persons in one unit: each may bring hundreds of rows into motion. The row of the change owes the next ones. */
const TOGETHER = 50;

/** At central: hands over what was released. */
export const handOverHome: Processor = {
  name: 'hand-over-home',
  watches: [homeChange.name],
  concerns: (row) => row['status'] === 'released',
  async run(work, { row }) {
    const change = await work.get(homeChange, String(row['id']));
    if (!isCentral(work) || change?.status !== 'released') return ok(undefined);
    const lost = await lostTarget(work, change.to_store_id);
    if (lost !== undefined) return end(work, change, lost);
    const leaving = await leavingWith(work, change);
    for (const { kind, person } of leaving) await moveHome(work, kind, person, change.to_store_id);
    const moved = change.moved + leaving.length;
    if (moved === 0) return end(work, change, 'Nobody whom it is about is at home there now.');
    const more = change.kind === 'store' && leaving.length === TOGETHER;
    await work.put(homeChange, change.id, {
      moved,
      ...(!more && { status: 'done' as const }),
    });
    return ok(undefined);
  },
};

/** Why nobody can be given a home in the store any more: much may have happened since it was asked for. */
async function lostTarget(work: Work, id: RowId): Promise<string | undefined> {
  const target = await work.get(store, id);
  if (target === undefined) return 'The new home store was deleted.';
  if (target.disabled) return `${target.name} is disabled.`;
  return target.store_mode === 'dispensary' ? undefined : `${target.name} is no dispensary now.`;
}

/** Those who have moved already stay where they are. */
async function end(
  work: Work,
  { id, reason }: RowOf<typeof homeChange>,
  why: string,
): Promise<Result<void>> {
  const said = reason === null ? why : `${reason}\n${why}`.slice(0, 2_000);
  await work.put(homeChange, id, { status: 'cancelled', reason: said });
  await noteActivity(work, {
    type: 'home-change-cancelled',
    table: homeChange.name,
    record_id: id,
    message: why,
  });
  return ok(undefined);
}

/** The next ones to move; none where the person is at home elsewhere meanwhile. */
async function leavingWith(work: Work, change: RowOf<typeof homeChange>) {
  if (change.kind === 'store') return atHomeIn(work, change.from_store_id, TOGETHER);
  const kind: PersonKind = change.kind;
  const id = String(change.person_id);
  const person = await (kind === 'patient' ? work.get(patient, id) : work.get(prescriber, id));
  return person === undefined || person.store_id !== change.from_store_id ? [] : [{ kind, person }];
}

function isCentral(work: Work): boolean {
  return work.topology.central().siteId === work.topology.self;
}
