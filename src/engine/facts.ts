// Single facts that a site keeps about itself, in the table `this_site`.
import type { Json } from '#base';
import type { Row } from '#dictionary';
import type { Gain, Unit, View } from '#engine/ports';
import { type Directory, LOG_START, type LogPlace, type Marks } from '#protocol';

/** How a site came to be; written once, when it is founded. */
export interface FoundingFact {
  readonly site_id: number;
  readonly role: 'central' | 'remote';
  readonly name: string;
  /** Of this database: new at each enrolment, and at central after each restore. */
  readonly incarnation: string;
}

export interface Facts {
  readonly founding: FoundingFact | null;
  /** The end of this site's own log. */
  readonly log: LogPlace;
  /** How much of the log central holds, as far as this site knows. */
  readonly held: LogPlace;
  readonly marks: Marks;
  /** The incarnation of central that the marks belong to. */
  readonly central: string | null;
  readonly directory: Directory | null;
  /** Feeds that this site no longer reads, whose rows go once the head is reached. */
  readonly leaving: readonly string[];
  /** A file of rows that waits to be taken in with the page that reaches the head. */
  readonly gain: Gain | null;
  /** True once a first page has reached the head. */
  readonly initialised: boolean;
  /** Numbers of requests are handed out in blocks, one block each time the site is opened. */
  readonly request_block: number;
  /** Positions of this site's groups that wait in central's quarantine. */
  readonly quarantined: readonly {
    readonly position: number;
    readonly code: string;
    readonly message: string;
  }[];
  readonly last_attempt_at: string | null;
  readonly last_success_at: string | null;
  readonly sync_error: Json;
  readonly paused: boolean;
  /** How far the comparison that is under way has read which feed (B9). */
  readonly comparing: { readonly feed: string; readonly after: number } | null;
  /** Central's time when it last replied. */
  readonly central_time: string | null;
  /** Of central's time: when the last comparison ended; before the first, when one might have been due. */
  readonly compared_at: string | null;
  /** Rows were taken from this site, and may still be found on its disk. */
  readonly scrub_owed: boolean;
  /** At central: the greatest moment it has ever seen, in milliseconds; what expires there is timed by it. */
  readonly latest_moment: number;
  /** At central: the position of the latest change in the log. */
  readonly head: number;
  readonly next_feed: number;
  readonly next_unsettled: number;
  readonly next_owed: number;
  readonly next_page: number;
}

const UNWRITTEN: Facts = {
  founding: null,
  log: LOG_START,
  held: LOG_START,
  marks: {},
  central: null,
  directory: null,
  leaving: [],
  gain: null,
  initialised: false,
  request_block: 0,
  quarantined: [],
  last_attempt_at: null,
  last_success_at: null,
  sync_error: null,
  paused: false,
  comparing: null,
  central_time: null,
  compared_at: null,
  scrub_owed: false,
  latest_moment: 0,
  head: 0,
  next_feed: 1,
  next_unsettled: 1,
  next_owed: 1,
  next_page: 1,
};

export async function readFacts<K extends keyof Facts>(
  view: View,
  ...keys: readonly K[]
): Promise<Pick<Facts, K>> {
  const rows = await view.get('this_site', keys);
  const facts: Partial<Facts> = {};
  for (const key of keys) {
    const row = rows.get(key);
    facts[key] = (row === undefined ? UNWRITTEN[key] : row['value']) as Facts[K];
  }
  return facts as Pick<Facts, K>;
}

export async function writeFacts(unit: Unit, facts: Partial<Facts>): Promise<void> {
  const rows: Row[] = Object.entries(facts).map(([key, value]) => ({ key, value: value as Json }));
  await unit.put('this_site', rows);
}

/** Writes those of the facts that are not as they were. */
export async function changeFacts<K extends keyof Facts>(
  unit: Unit,
  { from, to }: { readonly from: Pick<Facts, K>; readonly to: Partial<Pick<Facts, K>> },
): Promise<void> {
  const changed = (Object.keys(to) as K[]).filter(
    (key) => JSON.stringify(to[key]) !== JSON.stringify(from[key]),
  );
  await writeFacts(unit, Object.fromEntries(changed.map((key) => [key, to[key]])));
}
