import { ok } from '#base';
import { homeChange, homeRelease, patient, prescriber, type RowOf } from '#dictionary';
import type { Processor, Work } from '#engine';
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
    const leaving = await leavingWith(work, change);
    for (const { kind, person } of leaving) await moveHome(work, kind, person, change.to_store_id);
    const more = change.kind === 'store' && leaving.length === TOGETHER;
    await work.put(homeChange, change.id, {
      moved: change.moved + leaving.length,
      ...(!more && { status: 'done' as const }),
    });
    return ok(undefined);
  },
};

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
