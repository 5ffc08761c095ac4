// Accounts of one site. Hashes are made where the server is; here they are values that are stored and never shown.
import { object, ok, type Result, type RowId, refused, text } from '#base';
import { userAccount } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { notFound } from '../refusals.ts';
import { idInput, wordsInput } from '../shapes.ts';
import { mayTouch } from './administrators.ts';

const passwordHash = text({ min: 1, max: 500 });

/** Internal: a face checks the password, makes the hash and calls it. */
export const addUser = operation({
  name: 'add-user',
  title: 'Add a user with a hashed password',
  input: object(
    {
      username: wordsInput(100),
      password_hash: passwordHash,
      first_name: text({ max: 200 }),
      last_name: text({ max: 200 }),
      email: text({ max: 200 }),
      language: text({ max: 20 }),
    },
    ['first_name', 'last_name', 'email', 'language'],
  ),
  need: async () => ok({ permission: 'manage_users', store: null }),
  async run(work, input) {
    const id = work.newId();
    await work.put(userAccount, id, { ...input, username: input.username.trim() });
    await noteActivity(work, {
      type: 'user-added',
      table: userAccount.name,
      record_id: id,
      to: input.username,
    });
    return ok({ user_id: id });
  },
});

/** Internal, for another user's password; a person's own goes through `setPasswordHash` after the old one was checked. */
export const changePassword = operation({
  name: 'change-password',
  title: 'Replace the hashed password of a user',
  input: object({ user_id: idInput(), password_hash: passwordHash }),
  need: async () => ok({ permission: 'manage_users', store: null }),
  async run(work, input) {
    const may = await mayTouch(work, input.user_id);
    return may.ok ? setPasswordHash(work, input) : may;
  },
});

export async function setPasswordHash(
  work: Work,
  input: { readonly user_id: RowId; readonly password_hash: string },
): Promise<Result<{ readonly user_id: RowId }>> {
  const { user_id, password_hash } = input;
  if ((await work.get(userAccount, user_id)) === undefined)
    return refused(notFound({ table: 'user_account', id: user_id }));
  await work.put(userAccount, user_id, { password_hash, failed_attempts: 0 });
  await noteActivity(work, {
    type: 'password-changed',
    table: userAccount.name,
    record_id: user_id,
  });
  return ok({ user_id });
}

/** Counts wrong passwords in a row, kept across restarts; how long to wait for the next try is the face's to say. */
export async function noteSignIn(
  work: Work,
  attempt: { readonly user_id: RowId; readonly succeeded: boolean },
): Promise<Result<void>> {
  const account = await work.get(userAccount, attempt.user_id);
  if (account === undefined)
    return refused(notFound({ table: 'user_account', id: attempt.user_id }));
  await work.put(
    userAccount,
    account.id,
    attempt.succeeded
      ? { failed_attempts: 0 }
      : { failed_attempts: account.failed_attempts + 1, last_failed_at: work.now },
  );
  return ok(undefined);
}
