import { list, object, ok, oneOf, orNull, refused } from '#base';
import { PERMISSIONS, userAccount, userPermission } from '#dictionary';
import { mayDo } from '../may-do.ts';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { notFound } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { refuseLastAdministrator } from './administrators.ts';

export const setPermissions = operation({
  name: 'set-permissions',
  title:
    'Say what a user may do in a store, or (no store) everywhere; what is not named is taken away',
  input: object(
    {
      user_id: idInput(),
      store_id: orNull(idInput()),
      permissions: list(oneOf(PERMISSIONS), { max: 100 }),
    },
    ['store_id'],
  ),
  need: async () => ok({ permission: 'manage_users', store: null }),
  async run(work, { user_id, store_id = null, permissions }) {
    if ((await work.get(userAccount, user_id)) === undefined)
      return refused(notFound({ table: 'user_account', id: user_id }));
    const held = await work.find(userPermission, {
      where: [
        { column: 'user_id', is: user_id },
        { column: 'store_id', is: store_id },
      ],
    });
    const wanted = new Set(permissions);
    const given = [...wanted].filter((permission) =>
      held.every((each) => each.permission !== permission),
    );
    const taken = held.filter((each) => !wanted.has(each.permission));
    // NOTE who only manages users could otherwise make an administrator of anybody.
    if (given.includes('administer') || taken.some((each) => each.permission === 'administer')) {
      const allowed = await mayDo(work, { permission: 'administer', store: null });
      if (!allowed.ok) return allowed;
    }
    if (store_id === null && taken.some((each) => each.permission === 'administer')) {
      const others = await refuseLastAdministrator(work, user_id);
      if (!others.ok) return others;
    }
    for (const each of taken) await work.remove(userPermission, each.id);
    for (const permission of given)
      await work.put(userPermission, work.newId(), { user_id, store_id, permission });
    await noteActivity(work, {
      type: 'permissions-set',
      table: userAccount.name,
      record_id: user_id,
      ...(store_id !== null && { store_id }),
      message: [...wanted].join(', '),
    });
    return ok({ user_id, store_id, permissions: [...wanted] });
  },
});
