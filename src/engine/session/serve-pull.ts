// News for one site, from the handful of feeds it reads, merged by position. What it costs depends on what it
// returns, never on how many sites there are or what they wrote.
import { must, type SiteId, siteId } from '#base';
import type { Row } from '#dictionary';
import type { Condition, View } from '#engine/ports';
import { feedsReadBy, storeFeed } from '#engine/rules';
import type { Marks, Page } from '#protocol';
import { readFacts } from '../facts.ts';
import { knownFeeds } from '../gate/feeds.ts';
import type { Parts } from '../parts.ts';
import { type News, pageTables } from './page-tables.ts';
import type { Peer } from './peer.ts';

export interface Offer {
  readonly page: Page;
  /** The peer's memory of feeds it began to read with this page. */
  readonly echo_above: Marks;
}

interface Entry {
  readonly position: number;
  readonly table: string;
  readonly rowId: string;
  readonly origin: number;
  readonly purge: boolean;
  readonly feed: string;
}

function feedsFor({ country: { topology }, faults }: Parts, site: SiteId): readonly string[] {
  const feeds = feedsReadBy(topology, site);
  if (!faults.has('collectors-not-served')) return feeds;
  const collected = new Set(
    topology.storesCollectedAt(site).map(({ storeId }) => storeFeed(storeId)),
  );
  return feeds.filter((feed) => !collected.has(feed));
}

/** The next page of at most `limit` changes after `marks`. */
export async function servePull(
  parts: Parts,
  {
    view,
    peer,
    marks,
    limit,
  }: { readonly view: View; readonly peer: Peer; readonly marks: Marks; readonly limit: number },
): Promise<Offer> {
  const { head } = await readFacts(view, 'head');
  const feeds = feedsFor(parts, siteId(peer.site_id));
  const dropped = parts.faults.has('keep-dropped-feeds')
    ? []
    : Object.keys(marks).filter((feed) => !feeds.includes(feed));
  const gained = feeds.filter((feed) => marks[feed] === undefined);
  const echoAbove = {
    ...peer.echo_above,
    ...Object.fromEntries(gained.map((feed) => [feed, head])),
  };
  const numbers = await knownFeeds(parts, view, feeds);
  const found = await entriesAfter(parts, view, { numbers, marks, echoAbove, peer, limit });
  const { entries, full } = firstChanges(found, limit);
  const reached = full ? must(entries.at(-1), 'a full page has entries').position : head;
  const news = await newsFor(parts, view, {
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
    !(await anyAfter(view, numbers, marks));
  const jump = parts.faults.has('mark-past-the-page') && full ? head : reached;
  const after = still
    ? marks
    : Object.fromEntries(feeds.map((feed) => [feed, Math.max(marks[feed] ?? 0, jump)]));
  const page: Page = {
    ...(await pageTables(view, news)),
    dropped_feeds: dropped,
    marks: after,
    caught_up: !full,
    waiting: full
      ? await countWaiting(parts, view, {
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

function beyond(feed: number, mark: number | undefined): readonly Condition[] {
  return [
    { column: 'feed', is: feed },
    { column: 'position', above: mark ?? 0 },
  ];
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

interface Asked {
  readonly numbers: ReadonlyMap<string, number>;
  readonly marks: Marks;
  readonly echoAbove: Marks;
  readonly peer: Peer;
  readonly limit: number;
}

/**
 * Entries of all feeds after their marks in the order of the log; of each feed one more than `limit`. Where all that
 * the site wrote itself would be an echo, it is not looked at.
 */
async function entriesAfter(
  parts: Parts,
  view: View,
  { numbers, marks, echoAbove, peer, limit }: Asked,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const [feed, number] of numbers) {
    const echoes =
      (marks[feed] ?? 0) >= (echoAbove[feed] ?? 0) && !parts.faults.has('echo-own-rows');
    const rows = await view.select({
      table: 'log_entry',
      where: [
        ...beyond(number, marks[feed]),
        ...(echoes ? [{ column: 'origin_site_id', isNot: peer.site_id }] : []),
      ],
      order: [{ column: 'position' }],
      limit: limit + 1,
    });
    entries.push(...rows.map((row) => entryOf(feed, row)));
  }
  return entries.sort((a, b) => a.position - b.position);
}

/** The entries of the first `limit` changes: a change that stands in several feeds is one position. */
function firstChanges(
  entries: readonly Entry[],
  limit: number,
): { readonly entries: readonly Entry[]; readonly full: boolean } {
  let changes = 0;
  let last = 0;
  for (const [i, entry] of entries.entries()) {
    if (entry.position === last) continue;
    if (changes === limit) return { entries: entries.slice(0, i), full: true };
    changes += 1;
    last = entry.position;
  }
  return { entries, full: false };
}

function entryOf(feed: string, row: Row): Entry {
  return {
    feed,
    position: Number(row['position']),
    table: String(row['table_name']),
    rowId: String(row['row_id']),
    origin: Number(row['origin_site_id']),
    purge: row['purge'] === true,
  };
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
