// A first download as one file: central cuts a copy of everything a site may hold, and the ordinary
// conversation goes on from the state in which the rows were chosen.
import type { SiteId } from '#base';
import type { Condition, Select } from '#engine/ports';
import { feedsReadBy } from '#engine/rules';
import type { Marks } from '#protocol';
import { readFacts } from '../facts.ts';
import { knownFeeds } from '../gate/feeds.ts';
import { travels } from '../gate/record.ts';
import type { Parts } from '../parts.ts';
import { readPeer, writePeer } from './peer.ts';
import { countWaiting } from './serve-pull.ts';

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

export async function selectCopy(parts: Parts, site: SiteId): Promise<CopySelection> {
  const feeds = feedsReadBy(parts.country.topology, site);
  const { numbers, changes } = await parts.database.read(async (view) => ({
    numbers: await knownFeeds(parts, view, feeds),
    changes: await countWaiting(parts, view, {
      siteId: site,
      marks: {},
    }),
  }));
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
    await writePeer(unit, { ...peer, offered: marks, echo_above: echoAbove });
  });
  return marks;
}
