// At central: who is at home where (6.7), for one person or for a whole clinic.
import type { Act } from './act.ts';
import type { Clerk } from './clerk.ts';
import { idOf } from './stock-acts.ts';

export const changeHome: Act = async (clerk) => {
  const { chance, world } = clerk;
  const clinics = clerk.see('store').filter((store) => store['store_mode'] === 'dispensary');
  const whose = whoMoves(clerk);
  if (clinics.length === 0 || whose === undefined) return false;
  const changed = await clerk.run('change-home-store', {
    ...whose,
    store_id: idOf(chance.pick(clinics)),
    ...(chance.happens(0.2) && { force: true, reason: 'nobody answers there' }),
  });
  if (changed.ok) world.sometimes.saw('a home was changed');
  return true;
};

function whoMoves({ chance, see }: Clerk): Readonly<Record<string, string>> | undefined {
  const [table, column] = chance.weighted([
    [6, ['patient', 'patient_id']],
    [2, ['prescriber', 'prescriber_id']],
    [2, ['store', 'from_store_id']],
  ] as const);
  const known = see(table);
  return known.length === 0 ? undefined : { [column]: idOf(chance.pick(known)) };
}

/** One that the former home has not released yet. */
export const callOffHomeChange: Act = async (clerk) => {
  const asked = clerk.see('home_change').filter((change) => change['status'] === 'requested');
  if (asked.length === 0) return false;
  const cancelled = await clerk.run('cancel-home-change', {
    home_change_id: idOf(clerk.chance.pick(asked)),
  });
  if (cancelled.ok) clerk.world.sometimes.saw('a change of home was called off');
  return true;
};
