import { ok, type Result, type RowId, refused } from '#base';
import { userAccount, userPermission } from '#dictionary';
import type { Work } from '#engine';
import { mayDo } from '../may-do.ts';
import { lastAdministrator } from '../refusals.ts';

/** Refuses what would leave the site without anybody who may administer it. */
export async function refuseLastAdministrator(work: Work, userId: RowId): Promise<Result<void>> {
  const held = await administerRows(work);
  if (!held.some((each) => each.user_id === userId)) return ok(undefined);
  for (const each of held) {
    const account = each.user_id === userId ? undefined : await work.get(userAccount, each.user_id);
    if (account?.active === true) return ok(undefined);
  }
  return refused(lastAdministrator({ user_id: userId }));
}

/** What touches an administrator takes another one: who only manages users could make himself one otherwise. */
export async function mayTouch(work: Work, userId: RowId): Promise<Result<void>> {
  const administers = (await administerRows(work)).some((each) => each.user_id === userId);
  return administers ? mayDo(work, { permission: 'administer', store: null }) : ok(undefined);
}

function administerRows(work: Work) {
  return work.find(userPermission, {
    where: [
      { column: 'permission', is: 'administer' },
      { column: 'store_id', is: null },
    ],
  });
}
