import type { Clock, Digest, Random } from '#base';
import type { Dictionary, Row } from '#dictionary';
import type { Database, DeliberateFaults } from '#engine/ports';
import type { KnownTopology } from '#engine/rules';
import type { Recent } from './session/recent.ts';

/** What every piece of the engine works with: one site's database, its dictionary, and its picture of the country. */
export interface Parts {
  readonly dictionary: Dictionary;
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
  readonly faults: DeliberateFaults;
  /** The tables from whose rows something may follow. */
  readonly watched: ReadonlySet<string>;
  /** Whether a changed row may have consequences. */
  readonly mayFollow: (table: string, row: Row) => boolean;
  /** Who is where as of the last commit; replaced after a commit, never during a unit of work. */
  readonly country: { topology: KnownTopology };
  readonly isCentral: boolean;
  /** Fingerprint of the dictionary, as requests name it. */
  readonly fingerprint: string;
  readonly recent: Recent;
}
