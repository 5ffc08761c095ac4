import type { Clock, Random } from '#base';
import type { Person } from '#engine';
import type { Site, SyncDriver } from '#site';
import type { Signer } from '#transport/http';
import type { Passwords } from './auth/passwords.ts';
import type { Sessions } from './auth/sessions.ts';
import type { Copies } from './copies.ts';

/** What a server is made of. */
export interface ServerParts {
  readonly site: Site;
  readonly appVersion: string;
  readonly clock: Clock;
  readonly random: Random;
  /** This device's key; central signs its replies with it. */
  readonly signer: Signer;
  readonly passwords: Passwords;
  /** Lets commands on this machine in, as the first administrator. */
  readonly localToken?: string;
  /** At central: the copies that new sites begin with. */
  readonly copies?: Copies;
  /** Absent where nothing is scheduled. */
  readonly driver?: SyncDriver;
  /** Addresses under which people reach this server, for its page. */
  readonly addresses: () => readonly string[];
  /** One line for the log; never holds what is in a row. */
  readonly log: (line: string) => void;
}

/** What the routes share. */
export interface ServerContext extends ServerParts {
  readonly sessions: Sessions;
  /** Something was saved by a person: it is to be sent soon. */
  readonly changed: (place?: readonly [table: string, id: string]) => void;
  readonly localPerson: () => Promise<Person | undefined>;
}
