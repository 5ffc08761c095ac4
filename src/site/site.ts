import type { Clock, Digest, Random, Result, SiteId } from '#base';
import type { Dictionary } from '#dictionary';
import type { Person, Processor, Slices, Topology, Work } from '#engine';
import type { Database, DeliberateFaults, Gains, Link } from '#engine/ports';
import type { AnyOperation, RowRule } from '#operations';
import type { Marks } from '#protocol';
import type { Enrolled, Gauges, Hub, SiteApi, SyncRun } from './site-api.ts';

/** What a site is made of: the same in a server, a browser worker, a command and the simulator. */
export interface SiteParts {
  readonly dictionary: Dictionary;
  readonly operations: readonly AnyOperation[];
  /** Business conditions on rows edited one by one, by table. */
  readonly rowRules: readonly RowRule[];
  readonly processors: readonly Processor[];
  readonly database: Database;
  /** How a remote site reaches central; central has none. */
  readonly link?: Link;
  /** Where a store that this site gains may come as a file. */
  readonly gains?: Gains;
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
  readonly appVersion: string;
  /** Only for tests of the tests. */
  readonly faults?: DeliberateFaults;
  readonly sizes?: Partial<Sizes>;
}

export interface Sizes {
  /** Groups in one push at the most. */
  readonly pushGroups: number;
  /** Rows in one page at the most; adapts to the link below this. */
  readonly pageRows: number;
  /** What is logged in one unit when much comes into motion at once. */
  readonly slices: Partial<Slices>;
}

/** What a database must know before it can be a site. */
export type Founding =
  | { readonly role: 'central'; readonly name: string }
  /** `marks`: the database was made of a copy that central cut, and goes on from there. */
  | { readonly role: 'remote'; readonly enrolled: Enrolled; readonly marks?: Marks };

export interface Site {
  readonly siteId: SiteId;
  readonly topology: () => Topology;
  readonly api: SiteApi;
  readonly hub: Hub;
  readonly gauges: Gauges;
  /** One unit of work in the name of a person, or of the system; then everything that follows from it. */
  readonly perform: <T>(
    person: Person | undefined,
    work: (work: Work) => Promise<Result<T>>,
  ) => Promise<Result<T>>;
  /** Runs the consequences that are still owed; after a crash, too. */
  readonly settle: () => Promise<void>;
  /** One manual sync: push, pull, settle, until nothing waits either way. */
  readonly sync: () => Promise<SyncRun>;
  readonly close: () => Promise<void>;
}
