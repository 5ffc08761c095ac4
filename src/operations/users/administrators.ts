import { ok, type Result, type RowId, refused } from '#base';
import { userAccount, userPermission } from '#dictionary';
import type { Work } from '#engine';
import { lastAdministrator } from '../refusals.ts';

/** Whether somebody beside this person could still administer the site. */
export async function refuseLastAdministrator(work: Work, userId: RowId): Promise<Result<void>> {
  const held = await work.find(userPermission, {
    where: [
      { column: 'permission', is: 'administer' },
      { column: 'store_id', is: null },
    ],
  });
  if (!held.some((each) => each.user_id === userId)) return ok(undefined);
  for (const each of held) {
    if (each.user_id !== userId && (await work.get(userAccount, each.user_id))?.active === true)
      return ok(undefined);
  }
  return refused(lastAdministrator({ user_id: userId }));
}
