// Accounts of this site as signing in needs them; only here a password's hash is read.
import { ok, type Result, type RowId, refused } from '#base';
import { type RowOf, userAccount, userPermission } from '#dictionary';
import type { Person } from '#engine';
import { addUser, changePassword, mayDo, noteSignIn, setPasswordHash } from '#operations';
import type { Site } from '#site';

export type Account = RowOf<typeof userAccount>;

export async function accountOf(site: Site, username: string): Promise<Account | undefined> {
  const found = await site.perform(undefined, async (work) =>
    ok(await work.find(userAccount, { where: [{ column: 'username', is: username }], limit: 1 })),
  );
  return found.ok ? found.value[0] : undefined;
}

export async function noteAttempt(
  site: Site,
  attempt: { readonly user_id: RowId; readonly succeeded: boolean },
): Promise<void> {
  // NOTE on a full disk the count cannot be kept; the one in memory holds as long as the server runs.
  await site.perform(undefined, (work) => noteSignIn(work, attempt));
}

export async function replaceHash(
  site: Site,
  input: { readonly user_id: RowId; readonly password_hash: string },
): Promise<Result<unknown>> {
  return site.perform(undefined, (work) => setPasswordHash(work, input));
}

/** The first user of a folder. Does nothing when somebody has the username. */
export async function createAdministrator(
  site: Site,
  { username, password_hash }: { readonly username: string; readonly password_hash: string },
): Promise<Result<void>> {
  return site.perform(undefined, async (work) => {
    const known = await work.find(userAccount, {
      where: [{ column: 'username', is: username }],
    });
    if (known.length > 0) return ok(undefined);
    const user_id = work.newId();
    await work.put(userAccount, user_id, { username, password_hash });
    await work.put(userPermission, work.newId(), { user_id, permission: 'administer' });
    return ok(undefined);
  });
}

/** Who a command on this machine acts as: an active administrator of the site, the one made first. */
export async function firstAdministrator(site: Site): Promise<Person | undefined> {
  const found = await site.perform(undefined, async (work) => {
    const held = await work.find(userPermission, {
      where: [
        { column: 'permission', is: 'administer' },
        { column: 'store_id', is: null },
      ],
      order: [{ column: 'created_at' }],
    });
    for (const { user_id } of held) {
      const account = await work.get(userAccount, user_id);
      if (account?.active === true)
        return ok<Person | undefined>({ user_id: account.id, username: account.username });
    }
    return ok<Person | undefined>(undefined);
  });
  return found.ok ? found.value : undefined;
}

const byName = new Map([addUser, changePassword].map((each) => [each.name, each]));

/** Runs one of the operations that take a hash instead of a password, as that person. */
export async function performWithHash(
  site: Site,
  person: Person,
  { name, input }: { readonly name: string; readonly input: unknown },
): Promise<Result<unknown>> {
  const operation = byName.get(name);
  if (operation === undefined) throw new Error(`${name} takes no hash`);
  const parsed = await site.perform(person, async (work) => {
    const need = await operation.need(work, input);
    if (!need.ok) return need;
    const may = await mayDo(work, need.value);
    return may.ok ? operation.run(work, input) : refused(may.refusal);
  });
  return parsed;
}
