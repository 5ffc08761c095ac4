// A first download as one file: central cuts a copy of everything a site may hold, and the ordinary
// conversation goes on from the state in which the rows were chosen. A store that a site gains comes likewise.
import type { SiteId } from '#base';
import type { Condition, Select, View } from '#engine/ports';
import { feedsReadBy } from '#engine/rules';
import type { Marks } from '#protocol';
import { readFacts } from '../facts.ts';
import { knownFeeds } from '../gate/feeds.ts';
import { travels } from '../gate/record.ts';
import type { Parts } from '../parts.ts';
import { readPeer, writePeer } from './peer.ts';

/** What the copy of one site holds, in the words of a database that can cut one. */
export interface CopySelection {
  readonly copied: readonly string[];
  /** The feeds it was cut from: `noteCopy` must be told of these, not of those the site reads by then. */
  readonly feeds: readonly string[];
  /** How many changes it covers; about as many rows. */
  readonly changes: number;
  readonly namedBy: {
    readonly table: string;
    readonly tableColumn: string;
    readonly keyColumn: string;
    readonly where: readonly Condition[];
  };
  /** To be asked of the state in which the rows are chosen: the answer goes to `noteCopy`. */
  readonly head: Select;
}

/** `here`: feeds that the site reads already. */
export async function selectCopy(
  parts: Parts,
  site: SiteId,
  here: readonly string[] = [],
): Promise<CopySelection> {
  const read = feedsReadBy(parts.country.topology, site);
  const feeds = read.filter((feed) => !here.includes(feed));
  const { numbers, changes } = await parts.database.read(async (view) => {
    const known = await knownFeeds(parts, view, feeds);
    return { numbers: known, changes: await countIn(view, [...known.values()]) };
  });
  return {
    feeds,
    changes,
    copied: parts.dictionary.tables
      .map((table) => table.name)
      .filter((table) => travels(parts.dictionary, table)),
    namedBy: {
      table: 'log_entry',
      tableColumn: 'table_name',
      keyColumn: 'row_id',
      where: [
        { column: 'feed', in: [...numbers.values()] },
        { column: 'purge', is: false },
      ],
    },
    head: { table: 'this_site', where: [{ column: 'key', is: 'head' }] },
  };
}

/** What the site reads already, as far as central knows. */
export async function readsAlready(parts: Parts, site: SiteId): Promise<readonly string[]> {
  const peer = await parts.recent.peers.of(site);
  return Object.keys(peer?.seen ?? {});
}

async function countIn(view: View, feeds: readonly number[]): Promise<number> {
  let changes = 0;
  for (const feed of feeds)
    changes += await view.count({ table: 'log_entry', where: [{ column: 'feed', is: feed }] });
  return changes;
}

/**
 * Remembers that the site was offered everything up to `head`, and returns the marks it starts with. Its rows
 * may be newer than that; what it reads from there on brings it to one state before it shows anything.
 */
export async function noteCopy(
  parts: Parts,
  site: SiteId,
  { feeds, head }: { readonly feeds: readonly string[]; readonly head: number },
): Promise<Marks> {
  const marks: Marks = Object.fromEntries(feeds.map((feed) => [feed, head]));
  await parts.database.write(async (unit) => {
    const peer = await readPeer(unit, site);
    if (peer === undefined) return;
    const { head: now } = await readFacts(unit, 'head');
    const echoAbove = Object.fromEntries(feeds.map((feed) => [feed, now]));
    await writePeer(unit, {
      ...peer,
      offered: { ...peer.seen, ...marks },
      echo_above: { ...peer.echo_above, ...echoAbove },
    });
  });
  return marks;
}
