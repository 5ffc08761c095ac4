import { timingSafeEqual } from 'node:crypto';
import { ok, type Result, refused } from '#base';
import type { Session } from '#site';
import { notSignedIn } from '../refusals.ts';
import type { ServerContext } from '../server-context.ts';
import { bearerOf } from './bearer.ts';

/** Who makes a request: the person of a session, or a command on this machine. */
export async function sessionOf(
  { sessions, localToken, localPerson }: ServerContext,
  authorization: string | undefined,
): Promise<Result<Session>> {
  const token = bearerOf(authorization);
  if (token === undefined) return refused(notSignedIn({}));
  const person = sessions.personOf(token);
  if (person !== undefined) return ok({ person });
  const local =
    localToken !== undefined && equal(token, localToken) ? await localPerson() : undefined;
  return local === undefined ? refused(notSignedIn({})) : ok({ person: local });
}

function equal(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
