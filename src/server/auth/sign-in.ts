import { type Clock, ok, type Result, refused } from '#base';
import type { Person } from '#engine';
import type { Site } from '#site';
import { signInLocked, wrongCredentials } from '../refusals.ts';
import { accountOf, noteAttempt, replaceHash } from './accounts.ts';
import { lockOut } from './lock-out.ts';
import type { Passwords } from './passwords.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Checks a username and password. An unknown or retired user is answered like a wrong password, after the same work
 * and with the same waits.
 */
export function signInDesk(parts: {
  readonly site: Site;
  readonly passwords: Passwords;
  readonly clock: Pick<Clock, 'monotonic'>;
}): (credentials: Credentials) => Promise<Result<Person>> {
  const { site, passwords, clock } = parts;
  const locks = lockOut(clock);
  const atTheDesk = new Set<string>();

  const attempt = async (username: string, password: string): Promise<Result<Person>> => {
    const account = await accountOf(site, username);
    const kept = account?.failed_attempts ?? 0;
    const wait = locks.wait(username, kept);
    if (wait > 0) return refused(locked(wait));
    const hash = account?.active === true ? account.password_hash : undefined;
    const fits = await passwords.verify(hash, password);
    if (!fits.ok) return fits;
    if (!fits.value || account === undefined) {
      locks.noteFailure(username, kept);
      if (account !== undefined) await noteAttempt(site, { user_id: account.id, succeeded: false });
      return refused(wrongCredentials({}));
    }
    locks.noteSuccess(username);
    if (kept > 0) await noteAttempt(site, { user_id: account.id, succeeded: true });
    if (passwords.isOutdated(account.password_hash)) {
      const anew = await passwords.hash(password);
      if (anew.ok) await replaceHash(site, { user_id: account.id, password_hash: anew.value });
    }
    return ok({ user_id: account.id, username: account.username });
  };

  return async ({ username: given, password }) => {
    const username = given.trim();
    // NOTE guesses sent all at once would otherwise all be made before the first wrong one counts.
    if (atTheDesk.has(username)) return refused(locked(1_000));
    atTheDesk.add(username);
    try {
      return await attempt(username, password);
    } finally {
      atTheDesk.delete(username);
    }
  };
}

function locked(wait: number) {
  return signInLocked({ retry_after_seconds: Math.ceil(wait / 1_000) });
}
