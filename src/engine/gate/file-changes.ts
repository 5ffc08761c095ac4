// Central's log: the latest change of each row, filed under the feeds of its audience. Filing and the row's
// own change are one unit of work, and units run one after another, so positions appear in commit order (B5).
import { must } from '#base';
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Topology } from '#engine/rules';
import type { Marks } from '#protocol';
import { readFacts, writeFacts } from '../facts.ts';
import { asLeft } from '../merges/as-left.ts';
import type { Parts } from '../parts.ts';
import { ask, feedsOf } from './asked.ts';
import { idOf } from './change.ts';
import { childrenOf } from './children-of.ts';
import { feedNumbers } from './feeds.ts';
import { sentToUnder } from './mutated-audience.ts';
import { type Located, rootsOf } from './roots.ts';

export interface Filing {
  readonly unit: Unit;
  readonly topology: Topology;
  readonly rows: readonly Filed[];
}

/**
 * A row to file. A new one was in no feed, and nothing that was here before hangs on it; `new` and `changed` ones go
 * to all their feeds anew, those that only may have moved to feeds they were not in. `again`: to all, and even to the
 * site that wrote it, which has something else there, or that now names another row (MG6).
 */
export interface Filed extends Located {
  readonly news: 'new' | 'changed' | 'moved' | 'again';
}

/** Files rows, and with a row whose audience changed, the rows that are sent with it. */
export async function fileChanges(parts: Parts, { unit, topology, rows }: Filing): Promise<void> {
  const given = new Set(rows.map((each) => idOf(each.row)));
  let open: readonly Filed[] = rows;
  while (open.length > 0) {
    const moved = await fileOnce(parts, { unit, topology, rows: open });
    if (parts.faults.has('children-not-sent-with-parent')) return;
    const children = await childrenOf(parts, unit, moved);
    open = children
      .filter((each) => !given.has(idOf(each.row)))
      .map((each) => ({ ...each, news: 'moved' }));
    for (const each of open) given.add(idOf(each.row));
  }
}

/** Files the rows and returns those that were here before and whose feeds are no longer what they were. */
async function fileOnce(
  parts: Parts,
  { unit, topology, rows }: Filing,
): Promise<readonly Located[]> {
  const roots = await asLeft(parts, unit, await rootsOf(parts.dictionary, unit, rows));
  const filed = await filedUnder(
    unit,
    rows.filter((each) => each.news !== 'new'),
  );
  const asked = await ask(unit, topology, roots, rows, parts.faults);
  const wanted = roots.map((root): ReadonlySet<string> => {
    if (root === undefined) return new Set();
    return feedsOf(topology, { sentTo: sentToUnder(parts.faults, root.rule) }, root.row, asked);
  });
  const unread = await unreadByWriters(parts, rows, filed);
  const numberOf = await feedNumbers(parts, unit, new Set(wanted.flatMap((feeds) => [...feeds])));
  let { head } = await readFacts(unit, 'head');
  const entries: Row[] = [];
  const stale: { readonly feed: number; readonly position: number }[] = [];
  const moved: Located[] = [];
  rows.forEach((each, at) => {
    const nameOf = new Map(
      [...must(wanted[at], 'every row has its feeds')].map((name) => [
        must(numberOf.get(name), 'a feed has a number'),
        name,
      ]),
    );
    const feeds = new Set(nameOf.keys());
    const before = filed.get(idOf(each.row)) ?? [];
    const had = new Set(before.filter((entry) => entry.purge !== true).map((entry) => entry.feed));
    const gained = [...feeds].filter((feed) => !had.has(feed));
    const lost = parts.faults.has('shrink-without-purge')
      ? []
      : [...had].filter((feed) => !feeds.has(feed));
    if (each.news !== 'new' && gained.length + lost.length > 0) moved.push(each);
    const fresh =
      each.news !== 'moved' ? [...feeds] : parts.faults.has('grow-without-back-fill') ? [] : gained;
    if (fresh.length === 0 && lost.length === 0) return;
    head += 1;
    const touched = new Set([...fresh, ...lost]);
    for (const entry of before) if (touched.has(entry.feed)) stale.push(entry);
    for (const feed of touched) {
      entries.push({
        feed,
        position: head,
        table_name: each.table,
        row_id: idOf(each.row),
        // NOTE a row that reaches a feed for the first time, or leaves it, is news even to the site that wrote it; and
        // so is what takes the place of such news before that site has read it.
        origin_site_id:
          (each.news === 'new' || each.news === 'changed') &&
          !lost.includes(feed) &&
          !unread(
            each,
            nameOf.get(feed) ?? '',
            before.find((entry) => entry.feed === feed),
          )
            ? Number(each.row['origin_site_id'])
            : 0,
        purge: lost.includes(feed),
      });
    }
  });
  for (const { feed, position } of stale) {
    await unit.remove('log_entry', [
      { column: 'feed', is: feed },
      { column: 'position', is: position },
    ]);
  }
  await unit.put('log_entry', entries);
  await writeFacts(unit, { head });
  return moved;
}

interface Entry {
  readonly feed: number;
  readonly position: number;
  readonly purge: boolean;
  /** Of a row that is news to every site: 0. */
  readonly origin: number;
}

/** Tells of changed rows whether an entry brings them to their writer too, which has not read it, as far as is known. */
async function unreadByWriters(
  { recent }: Parts,
  rows: readonly Filed[],
  filed: ReadonlyMap<string, readonly Entry[]>,
): Promise<(each: Filed, feed: string, entry: Entry | undefined) => boolean> {
  const seenBy = new Map<number, Marks>();
  for (const { news, row } of rows) {
    const writer = Number(row['origin_site_id']);
    if (news !== 'changed' || seenBy.has(writer)) continue;
    if (!(filed.get(idOf(row)) ?? []).some(isForAll)) continue;
    seenBy.set(writer, (await recent.peers.of(writer))?.seen ?? {});
  }
  return ({ row }, feed, entry) => {
    const seen = seenBy.get(Number(row['origin_site_id']))?.[feed];
    return entry !== undefined && seen !== undefined && isForAll(entry) && entry.position > seen;
  };
}

function isForAll({ origin, purge }: Entry): boolean {
  return origin === 0 && !purge;
}

async function filedUnder(
  unit: Unit,
  rows: readonly Located[],
): Promise<ReadonlyMap<string, readonly Entry[]>> {
  const ids = rows.map((each) => idOf(each.row));
  const found =
    ids.length === 0
      ? []
      : await unit.select({ table: 'log_entry', where: [{ column: 'row_id', in: ids }] });
  const byRow = new Map<string, Entry[]>();
  for (const entry of found) {
    const list = byRow.get(String(entry['row_id'])) ?? [];
    list.push({
      feed: Number(entry['feed']),
      position: Number(entry['position']),
      purge: entry['purge'] === true,
      origin: Number(entry['origin_site_id']),
    });
    byRow.set(String(entry['row_id']), list);
  }
  return byRow;
}
