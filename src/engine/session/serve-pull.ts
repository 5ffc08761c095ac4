// News for one site, from the handful of feeds it reads, merged by position. What it costs depends on what it
// returns, never on how many sites there are or what they wrote.
import { type SiteId, siteId } from '#base';
import type { Condition, Unit, View } from '#engine/ports';
import { feedsReadBy, storeFeed } from '#engine/rules';
import type { Marks, Page } from '#protocol';
import { readFacts } from '../facts.ts';
import { knownFeeds } from '../gate/feeds.ts';
import type { Parts } from '../parts.ts';
import { beyond, type Entry, nextEntries } from './next-entries.ts';
import { type News, pageTables } from './page-tables.ts';
import type { Peer } from './peer.ts';

export interface Offer {
  readonly page: Page;
  /** The peer's memory of feeds it began to read with this page. */
  readonly echo_above: Marks;
}

function feedsFor({ country: { topology }, faults }: Parts, site: SiteId): readonly string[] {
  const feeds = feedsReadBy(topology, site);
  if (!faults.has('collectors-not-served')) return feeds;
  const collected = new Set(
    topology.storesCollectedAt(site).map(({ storeId }) => storeFeed(storeId)),
  );
  return feeds.filter((feed) => !collected.has(feed));
}

interface Pull {
  readonly unit: Unit;
  readonly peer: Peer;
  readonly marks: Marks;
  readonly limit: number;
}

/** The next page of at most `limit` changes after `marks`. */
export async function servePull(parts: Parts, { unit, peer, marks, limit }: Pull): Promise<Offer> {
  const { head } = await readFacts(unit, 'head');
  const feeds = feedsFor(parts, siteId(peer.site_id));
  const dropped = parts.faults.has('keep-dropped-feeds')
    ? []
    : Object.keys(marks).filter((feed) => !feeds.includes(feed));
  const gained = feeds.filter((feed) => marks[feed] === undefined);
  const echoAbove = {
    ...peer.echo_above,
    ...Object.fromEntries(gained.map((feed) => [feed, head])),
  };
  const { numbers, entries, full, reached } = await nextEntries(parts, unit, {
    feeds,
    marks,
    echoAbove,
    site: peer.site_id,
    limit,
    head,
  });
  const news = await newsFor(parts, unit, {
    entries,
    site: peer.site_id,
    echoAbove,
    feeds: new Set(numbers.values()),
  });
  // NOTE when nothing was written the marks stay as they are, so that an idle sync writes nothing at either end.
  const still =
    entries.length === 0 &&
    dropped.length === 0 &&
    gained.length === 0 &&
    !(await anyAfter(unit, numbers, marks));
  const jump = parts.faults.has('mark-past-the-page') && full ? head : reached;
  const after = still
    ? marks
    : Object.fromEntries(feeds.map((feed) => [feed, Math.max(marks[feed] ?? 0, jump)]));
  const page: Page = {
    ...(await pageTables(parts, unit, news)),
    dropped_feeds: dropped,
    marks: after,
    caught_up: !full,
    waiting: full
      ? await countWaiting(parts, unit, {
          marks: after,
          siteId: peer.site_id,
        })
      : 0,
  };
  return { page, echo_above: echoAbove };
}

/**
 * How many changes of others wait for a site that has read up to `marks`: a count over its feeds, which ends at
 * `atMost`.
 */
export async function countWaiting(
  parts: Parts,
  view: View,
  {
    marks,
    siteId: site,
    atMost = Number.MAX_SAFE_INTEGER,
  }: {
    readonly marks: Marks;
    readonly siteId: number;
    readonly atMost?: number;
  },
): Promise<number> {
  const numbers = await knownFeeds(parts, view, feedsReadBy(parts.country.topology, siteId(site)));
  let waiting = 0;
  for (const [feed, number] of numbers) {
    const where: readonly Condition[] = [
      ...beyond(number, marks[feed]),
      ...(marks[feed] === undefined ? [] : [{ column: 'origin_site_id', isNot: site }]),
    ];
    waiting += await view.count({ table: 'log_entry', where, limit: atMost - waiting });
    if (waiting === atMost) return atMost;
  }
  return waiting;
}

async function anyAfter(
  view: View,
  numbers: ReadonlyMap<string, number>,
  marks: Marks,
): Promise<boolean> {
  for (const [feed, number] of numbers)
    if (
      (await view.count({ table: 'log_entry', where: beyond(number, marks[feed]), limit: 1 })) > 0
    )
      return true;
  return false;
}

interface Seen {
  readonly entries: readonly Entry[];
  readonly site: number;
  readonly echoAbove: Marks;
  readonly feeds: ReadonlySet<number>;
}

/** What of the entries is news: own rows come back only while the site begins to read a feed. */
async function newsFor(
  parts: Parts,
  view: View,
  { entries, site, echoAbove, feeds }: Seen,
): Promise<News> {
  const put = new Map<string, Set<string>>();
  const left = new Map<string, string>();
  for (const entry of entries) {
    const own = entry.origin === site && entry.position > (echoAbove[entry.feed] ?? 0);
    const echo = own && !parts.faults.has('echo-own-rows');
    if (entry.purge) left.set(entry.rowId, entry.table);
    else if (!echo) put.set(entry.table, (put.get(entry.table) ?? new Set()).add(entry.rowId));
  }
  const purge = new Map<string, Set<string>>();
  const still = left.size === 0 ? new Set() : await rowsStillIn(view, [...left.keys()], feeds);
  for (const [id, table] of left)
    if (!still.has(id)) purge.set(table, (purge.get(table) ?? new Set()).add(id));
  return { put: lists(put), purge: lists(purge) };
}

/** Those of the rows that the site goes on receiving through another of its feeds. */
async function rowsStillIn(
  view: View,
  ids: readonly string[],
  feeds: ReadonlySet<number>,
): Promise<ReadonlySet<unknown>> {
  const rows = await view.select({ table: 'log_entry', where: [{ column: 'row_id', in: ids }] });
  return new Set(
    rows
      .filter((row) => row['purge'] !== true && feeds.has(Number(row['feed'])))
      .map((row) => row['row_id']),
  );
}

function lists(
  sets: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...sets].filter(([, ids]) => ids.size > 0).map(([table, ids]) => [table, [...ids]]),
  );
}
