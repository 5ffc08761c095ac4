import { casesOf, type Row, type SentTo, type Table } from '#dictionary';
import type { Condition, Unit } from '#engine/ports';
import { DISPENSARIES, PRIMARY, storeFeed, type Topology } from '#engine/rules';
import { ask, feedsOf } from '../gate/asked.ts';
import { idOf } from '../gate/change.ts';
import { childrenOf } from '../gate/children-of.ts';
import { type Located, rootsOf } from '../gate/roots.ts';
import { asReceived } from '../gate/stamp.ts';
import { asLeft } from '../merges/as-left.ts';
import { withMerged } from '../merges/with-merged.ts';
import type { Parts } from '../parts.ts';
import { purge } from './purge.ts';

interface Dropping {
  readonly dropped: readonly string[];
  /** The feeds that the site still reads. */
  readonly reads: ReadonlySet<string>;
  /** Who was where before the pages that dropped the feeds: the stores themselves may be gone by now. */
  readonly before: Topology;
  /**
   * Who was shown in the stores then: a page may have taken away the rows that say so. Undefined after a first
   * download, which takes in page by page: then whoever is here is looked at.
   */
  readonly shown: Shown | undefined;
}

/** The ids of names, patients and prescribers that rows make visible, by `party/store`. */
type Shown = ReadonlyMap<string, readonly string[]>;

/** Who is shown in the stores of these feeds now: to be asked before the pages that drop them are applied. */
export async function shownIn(
  { country: { topology } }: Parts,
  unit: Unit,
  feeds: readonly string[],
): Promise<Shown> {
  const shown = new Map<string, readonly string[]>();
  for (const [party, { visibility }] of Object.entries(topology.source.parties ?? {})) {
    for (const store of feeds.flatMap((feed) => storeOf(feed) ?? [])) {
      const where = [{ column: visibility.store, is: store }];
      shown.set(`${party}/${store}`, await idsIn(unit, visibility.table, visibility.party, where));
    }
  }
  return shown;
}

/**
 * The feeds that this site has really lost. A store that has not changed hands, as far as all pages up to the head say,
 * and goes on coming because a partner sees it, was given here in a past that a restored central does not know: what is
 * in use stays (RS1).
 */
export async function reallyDropped(
  parts: Parts,
  unit: Unit,
  { dropped, reads }: Pick<Dropping, 'dropped' | 'reads'>,
): Promise<readonly string[]> {
  const { topology } = parts.country;
  const really: string[] = [];
  for (const feed of dropped) {
    const store = storeOf(feed);
    const isLost =
      store === undefined ||
      !topology.isActiveHere(store) ||
      (await isUnreached(parts, unit, { table: topology.source.stores.table, id: store, reads }));
    if (isLost) really.push(feed);
  }
  return really;
}

async function isUnreached(
  parts: Parts,
  unit: Unit,
  { table, id, reads }: { readonly table: string; readonly id: string } & Pick<Dropping, 'reads'>,
): Promise<boolean> {
  const where = [{ column: 'id', is: id }];
  return (await unreached(parts, unit, { table, where, reads })).length > 0;
}

/** The store that the feed is of. */
function storeOf(feed: string): string | undefined {
  const start = storeFeed('');
  return feed.startsWith(start) ? feed.slice(start.length) : undefined;
}

/**
 * Stores, or a role, left this site: everything goes that reached it only with them. To be asked when all up to the
 * head is here: which rows go on coming through the site's own feed follows from who sees whom, and what says so
 * may come later than the page that drops the feed.
 */
export async function dropFeeds(parts: Parts, unit: Unit, dropping: Dropping): Promise<void> {
  if (parts.faults.has('shrink-without-purge')) return;
  // NOTE all are found before any goes: what leaves is told by rows that leave themselves.
  const leaving = new Map<string, Set<string>>();
  const { reads } = dropping;
  for (const feed of dropping.dropped) {
    for (const table of parts.dictionary.tables) {
      for (const where of await reachedBy(parts, unit, { table, feed, dropping })) {
        for (const id of await unreached(parts, unit, { table: table.name, where, reads }))
          leaving.set(table.name, (leaving.get(table.name) ?? new Set()).add(id));
      }
    }
  }
  for (const [table, ids] of leaving) await removeWithChildren(parts, unit, table, [...ids]);
}

/** So many rows are looked at, or asked for, at once. */
const TOGETHER = 1_000;

/** The rows found there that no feed brings any more. */
async function unreached(
  parts: Parts,
  unit: Unit,
  {
    table,
    where,
    reads,
  }: {
    readonly table: string;
    readonly where: readonly Condition[];
    readonly reads: Dropping['reads'];
  },
): Promise<readonly string[]> {
  const { topology } = parts.country;
  const ids: string[] = [];
  let last: string | undefined;
  for (;;) {
    const rows: readonly Row[] = await unit.select({
      table,
      where: last === undefined ? where : [...where, { column: 'id', above: last }],
      order: [{ column: 'id' }],
      limit: TOGETHER,
    });
    const located = rows.map((row) => ({ table, row: asReceived(parts, table, row) }));
    const roots = await asLeft(parts, unit, await rootsOf(parts.dictionary, unit, located));
    const asked = await ask(unit, topology, roots);
    roots.forEach((root, i) => {
      const row = rows[i];
      if (root === undefined || row === undefined) return;
      const feeds = feedsOf(topology, root.rule, root.row, asked);
      if (![...feeds].some((each) => reads.has(each))) ids.push(idOf(row));
    });
    const end = rows.at(-1);
    if (end === undefined || rows.length < TOGETHER) return ids;
    last = idOf(end);
  }
}

/** Where rows of a table stand that one of its audiences files under the feed. */
async function reachedBy(
  parts: Parts,
  unit: Unit,
  {
    table,
    feed,
    dropping,
  }: { readonly table: Table; readonly feed: string; readonly dropping: Dropping },
): Promise<readonly (readonly Condition[])[]> {
  const places = new Map<string, readonly Condition[]>();
  for (const audience of casesOf(table).flatMap(({ rule }) => rule.sentTo)) {
    for (const where of await placesOf(parts, unit, { audience, feed, dropping }))
      places.set(JSON.stringify(where), where);
  }
  return [...places.values()];
}

async function placesOf(
  parts: Parts,
  unit: Unit,
  {
    audience,
    feed,
    dropping,
  }: { readonly audience: SentTo; readonly feed: string; readonly dropping: Dropping },
): Promise<readonly (readonly Condition[])[]> {
  if (audience.to === 'primary') return feed === PRIMARY ? [[]] : [];
  if (audience.to === 'dispensaries') return feed === DISPENSARIES ? [[]] : [];
  const store = storeOf(feed);
  if (store === undefined) return [];
  if (audience.to === 'store') return [[{ column: audience.store, is: store }]];
  const { parties, homes } = parts.country.topology.source;
  if (parties === undefined || homes === undefined) return [];
  if (audience.to === 'home') {
    const { table } = parties[audience.person];
    const where = [{ column: homes[audience.person].store, is: store }];
    const ids = await idsIn(unit, table, 'id', where);
    return among(audience.column, await withMerged(parts, unit, ids));
  }
  if (audience.to === 'seen-by') {
    if (dropping.shown === undefined) return [[]];
    const { table, party, store: column } = parties[audience.party].visibility;
    const ids = new Set(await idsIn(unit, table, party, [{ column, is: store }]));
    for (const id of dropping.shown.get(`${audience.party}/${store}`) ?? []) ids.add(id);
    // NOTE a store sees its own twin, though no row makes it visible there.
    const twin = audience.party === 'name' ? dropping.before.store(store)?.nameId : undefined;
    if (twin !== undefined) ids.add(twin);
    return among(audience.column, await withMerged(parts, unit, [...ids]));
  }
  return [];
}

function among(column: string, ids: readonly string[]): readonly (readonly Condition[])[] {
  const count = Math.ceil(ids.length / TOGETHER);
  return Array.from({ length: count }, (_, i) => [
    { column, in: ids.slice(i * TOGETHER, (i + 1) * TOGETHER) },
  ]);
}

async function idsIn(
  unit: Unit,
  table: string,
  column: string,
  where: readonly Condition[],
): Promise<readonly string[]> {
  const rows = await unit.select({ table, where });
  return [...new Set(rows.map((row) => String(row[column])))].sort();
}

async function removeWithChildren(
  parts: Parts,
  unit: Unit,
  table: string,
  ids: readonly string[],
): Promise<void> {
  for (let i = 0; i < ids.length; i += TOGETHER) {
    const some = ids.slice(i, i + TOGETHER);
    const rows: readonly Located[] = some.map((id) => ({ table, row: { id } }));
    const byTable = new Map<string, string[]>();
    for (const child of await childrenOf(parts, unit, rows))
      byTable.set(child.table, [...(byTable.get(child.table) ?? []), idOf(child.row)]);
    for (const [child, childIds] of byTable) await removeWithChildren(parts, unit, child, childIds);
    await purge(parts, unit, table, some);
  }
}
