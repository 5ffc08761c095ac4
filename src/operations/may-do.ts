import { ok, type Result, refused } from '#base';
import { userAccount, userPermission } from '#dictionary';
import type { Work } from '#engine';
import type { Need } from './operation.ts';
import { notPermitted } from './refusals.ts';

/** A person, and what tells what that person is allowed to do. */
export type Asker = Pick<Work, 'person' | 'get' | 'find'>;

/** Whether the person of this work holds what is needed; the system itself needs nothing. The site's right is asked by the gate. */
export async function mayDo(work: Asker, need: Need): Promise<Result<void>> {
  const { person } = work;
  if (person === undefined) return ok(undefined);
  const account = await work.get(userAccount, person.user_id);
  const held = await work.find(userPermission, {
    where: [
      { column: 'user_id', is: person.user_id },
      { column: 'permission', in: [need.permission, 'administer'] },
    ],
  });
  const suffices = held.some((each) => each.store_id === null || each.store_id === need.store);
  return account?.active === true && suffices ? ok(undefined) : refused(notPermitted(need));
}
