import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#base';
import type { Person } from '#engine';

export interface Sessions {
  /** A new token; only its hash is kept. */
  readonly open: (person: Person) => string;
  readonly personOf: (token: string) => Person | undefined;
  readonly close: (token: string) => void;
  /** Ends all sessions of a user whose account or password changed. */
  readonly closeAllOf: (userId: string) => void;
}

interface Session {
  readonly person: Person;
  readonly opened: number;
  used: number;
}

const HOUR = 3_600_000;
const IDLE_MS = 12 * HOUR;
const LONGEST_MS = 7 * 24 * HOUR;
const MOST = 10_000;

/** Sessions live in memory and by the monotonic clock: a restart ends them, a changed clock does not. */
export function sessions(clock: Pick<Clock, 'monotonic'>): Sessions {
  const byHash = new Map<string, Session>();
  const over = ({ opened, used }: Session, now: number) =>
    now - used > IDLE_MS || now - opened > LONGEST_MS;

  const sweep = (now: number) => {
    for (const [key, session] of byHash) if (over(session, now)) byHash.delete(key);
    // The oldest give way: a map hands out its entries in the order they came.
    for (const key of byHash.keys()) {
      if (byHash.size < MOST) break;
      byHash.delete(key);
    }
  };

  return {
    open(person) {
      const now = clock.monotonic();
      if (byHash.size >= MOST) sweep(now);
      const token = randomBytes(32).toString('base64url');
      byHash.set(hashOf(token), { person, opened: now, used: now });
      return token;
    },
    personOf(token) {
      const now = clock.monotonic();
      const key = hashOf(token);
      const session = byHash.get(key);
      if (session === undefined) return undefined;
      if (over(session, now)) {
        byHash.delete(key);
        return undefined;
      }
      session.used = now;
      return session.person;
    },
    close(token) {
      byHash.delete(hashOf(token));
    },
    closeAllOf(userId) {
      for (const [key, { person }] of byHash) if (person.user_id === userId) byHash.delete(key);
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
