// Which entries of the log a page brings: those of the handful of feeds that its site reads, in the order of the log.
import { must } from '#base';
import type { Row } from '#dictionary';
import type { Condition, Unit, View } from '#engine/ports';
import type { Marks } from '#protocol';
import { readFacts } from '../facts.ts';
import { knownFeeds } from '../gate/feeds.ts';
import { type Filed, fileChanges } from '../gate/file-changes.ts';
import { isOwed } from '../gate/owed-rows.ts';
import type { Parts } from '../parts.ts';

export interface Entry {
  readonly position: number;
  readonly table: string;
  readonly rowId: string;
  readonly origin: number;
  readonly purge: boolean;
  readonly feed: string;
}

/** What a page brings, and how far it reads. */
export interface Stretch {
  readonly numbers: ReadonlyMap<string, number>;
  readonly entries: readonly Entry[];
  /** Whether more stands behind it. */
  readonly full: boolean;
  readonly reached: number;
}

interface Asked {
  readonly feeds: readonly string[];
  readonly marks: Marks;
  readonly echoAbove: Marks;
  readonly site: number;
  readonly limit: number;
  readonly head: number;
}

/**
 * The entries of the next `limit` changes. While rows are owed to be filed anew, those of the page are filed before it
 * is read, so that nobody is sent what was theirs when it was filed and is not any more (E1); it is then no larger than a
 * slice.
 */
export async function nextEntries(parts: Parts, unit: Unit, asked: Asked): Promise<Stretch> {
  if (!(await isOwed(parts, unit))) return stretchOf(parts, unit, asked);
  const limit = Math.min(asked.limit, parts.slices.rows);
  const first = await stretchOf(parts, unit, { ...asked, limit });
  await fileChanges(parts, {
    unit,
    topology: parts.country.topology,
    rows: await rowsOn(unit, first.entries),
  });
  const { head } = await readFacts(unit, 'head');
  const second = await stretchOf(parts, unit, { ...asked, limit, head });
  if (!first.full) return second;
  // NOTE what moved up in place of those that have left was not filed anew.
  const entries = second.entries.filter(({ position }) => position <= first.reached);
  return { ...second, entries, full: true, reached: first.reached };
}

/** The rows that the entries bring, to be filed where they are not yet and taken out where they are no more. */
async function rowsOn(unit: Unit, entries: readonly Entry[]): Promise<readonly Filed[]> {
  const ids = new Map<string, Set<string>>();
  for (const { table, rowId, purge } of entries)
    if (!purge) ids.set(table, (ids.get(table) ?? new Set()).add(rowId));
  const rows: Filed[] = [];
  for (const [table, some] of ids)
    for (const row of (await unit.get(table, [...some])).values())
      rows.push({ table, row, news: 'moved' });
  return rows;
}

async function stretchOf(
  parts: Parts,
  view: View,
  { feeds, limit, head, ...asked }: Asked,
): Promise<Stretch> {
  const numbers = await knownFeeds(parts, view, feeds);
  const found = await entriesAfter(parts, view, { ...asked, numbers, limit });
  const { entries, full } = firstChanges(found, limit);
  const reached = full ? must(entries.at(-1), 'a full page has entries').position : head;
  return { numbers, entries, full, reached };
}

/** The entries of a feed behind a mark. */
export function beyond(feed: number, mark: number | undefined): readonly Condition[] {
  return [
    { column: 'feed', is: feed },
    { column: 'position', above: mark ?? 0 },
  ];
}

/**
 * Entries of all feeds after their marks in the order of the log; of each feed one more than `limit`. Where all that
 * the site wrote itself would be an echo, it is not looked at.
 */
async function entriesAfter(
  parts: Parts,
  view: View,
  {
    numbers,
    marks,
    echoAbove,
    site,
    limit,
  }: Omit<Asked, 'feeds' | 'head'> & Pick<Stretch, 'numbers'>,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const [feed, number] of numbers) {
    const echoes =
      (marks[feed] ?? 0) >= (echoAbove[feed] ?? 0) && !parts.faults.has('echo-own-rows');
    const rows = await view.select({
      table: 'log_entry',
      where: [
        ...beyond(number, marks[feed]),
        ...(echoes ? [{ column: 'origin_site_id', isNot: site }] : []),
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
