import type { Clock, Digest, Random } from '#base';
import type { Dictionary, Row } from '#dictionary';
import type { Database, DeliberateFaults } from '#engine/ports';
import type { KnownTopology, Topology } from '#engine/rules';
import type { Recent } from './session/recent.ts';

/** How many rows that others brought into motion are logged in one unit; the others are owed. */
export interface Slices {
  /** With the change itself. */
  readonly atOnce: number;
  /** At central, each filed for its readers. */
  readonly rows: number;
  /** At a site that sends what it left out until now: documents, each with all its lines. */
  readonly documents: number;
}

/** One patient and all that hangs on them go at once; nobody waits for a slice longer than for an ordinary push. */
export const DEFAULT_SLICES: Slices = { atOnce: 500, rows: 500, documents: 50 };

/** What every piece of the engine works with: one site's database, its dictionary, and its picture of the country. */
export interface Parts {
  readonly dictionary: Dictionary;
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
  readonly faults: DeliberateFaults;
  /** Whether changed rows of a table may have consequences here; with a row, whether this one may. */
  readonly mayFollow: (
    topology: Topology,
    changed: { readonly table: string; readonly row?: Row },
  ) => boolean;
  /** Who is where as of the last commit; replaced after a commit, never during a unit of work. */
  readonly country: { topology: KnownTopology };
  readonly isCentral: boolean;
  /** Fingerprint of the dictionary, as requests name it. */
  readonly fingerprint: string;
  readonly recent: Recent;
  readonly slices: Slices;
}
