// The second way in which a row can change, at a remote: news from central.
import { momentOf, must } from '#base';
import { casesOf, type Row, ruleOfRow, type SentTo } from '#dictionary';
import type { Condition, Unit } from '#engine/ports';
import { audienceOf, DISPENSARIES, feedsReadBy, PRIMARY, siteFeed, storeFeed } from '#engine/rules';
import type { Page } from '#protocol';
import { type Change, idOf } from '../gate/change.ts';
import { logGroup } from '../gate/log-group.ts';
import { editRefusal } from '../gate/may-edit.ts';
import { record, writeRows } from '../gate/record.ts';
import { rootsOf } from '../gate/roots.ts';
import { writeReceived } from '../gate/write-received.ts';
import type { Parts } from '../parts.ts';
import { rowsOf } from './page-tables.ts';

/**
 * Makes a page visible: its rows, its purges and the feeds it drops, in the caller's unit. `adopting`: rows of
 * this site that central wrote become part of this site's own log (never while it gets its own history back).
 * Returns how many rows it put.
 */
export async function applyPage(
  parts: Parts,
  unit: Unit,
  { page, adopting }: { readonly page: Page; readonly adopting: boolean },
): Promise<number> {
  const { news, own } = await newsOf(parts, unit, page);
  await writeReceived(parts, unit, news);
  for (const { table, ids } of page.purge) await purge(parts, unit, table, ids);
  parts.country.topology = await record(parts, {
    unit,
    changes: news,
    topology: parts.country.topology,
    owing: adopting,
  });
  for (const feed of page.dropped_feeds) await dropFeed(parts, unit, feed);
  if (adopting) await adopt(parts, unit, own);
  return news.length;
}

/**
 * The answering half that central made for a store of this site, and the links it set, go into this site's own
 * log: all that a site owns can be offered again when central is restored (I1).
 */
export async function adopt(parts: Parts, unit: Unit, own: readonly Change[]): Promise<void> {
  const { topology } = parts.country;
  const made = own.filter((change) => change.after['origin_site_id'] === topology.central().siteId);
  if (made.length === 0 || parts.faults.has('forget-re-offer')) return;
  const changes = made.map(({ table, after }) => ({
    table,
    before: after,
    after: {
      ...after,
      row_version: Number(after['row_version']) + 1,
      origin_site_id: topology.self,
    },
  }));
  await writeRows(unit, changes);
  await logGroup(parts, unit, { at: momentOf(parts.clock), changes, topology });
}

/** The rows of the page that this site takes: of rows edited here only versions newer than its own. */
async function newsOf(
  parts: Parts,
  unit: Unit,
  page: Page,
): Promise<{ readonly news: readonly Change[]; readonly own: readonly Change[] }> {
  const changes: Change[] = [];
  for (const table of page.tables) {
    const rows = rowsOf(table);
    const here = await unit.get(table.table, rows.map(idOf));
    for (const after of rows) {
      if (parts.faults.has('drop-tombstones') && after['deleted_at'] !== null) continue;
      changes.push({ table: table.table, before: here.get(idOf(after)), after });
    }
  }
  const owned = await ownedHere(parts, unit, changes);
  const taken = (change: Change, i: number): boolean => {
    if (parts.faults.has('newest-clock-wins') && change.before !== undefined)
      return String(change.after['updated_at']) > String(change.before['updated_at']);
    if (change.before === undefined || owned[i] !== true || parts.faults.has('older-version-wins'))
      return true;
    return Number(change.after['row_version']) > Number(change.before['row_version']);
  };
  return {
    news: changes.filter(taken),
    own: changes.filter((change, i) => owned[i] === true && taken(change, i)),
  };
}

export async function ownedHere(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<readonly boolean[]> {
  const { topology } = parts.country;
  const held = changes.map((change) => ({
    table: change.table,
    row: change.before ?? change.after,
  }));
  const roots = await rootsOf(parts.dictionary, unit, held);
  return roots.map(
    (root) => root !== undefined && editRefusal(topology, root, topology.self) === undefined,
  );
}

/** A store, or a role, left this site: everything goes that reached it only with that. */
async function dropFeed(parts: Parts, unit: Unit, feed: string): Promise<void> {
  if (parts.faults.has('shrink-without-purge')) return;
  const { topology } = parts.country;
  const reads = new Set([...feedsReadBy(topology, topology.self), siteFeed(topology.self)]);
  for (const table of parts.dictionary.tables) {
    const audiences = casesOf(table).flatMap(({ rule }) => rule.sentTo);
    for (const audience of audiences) {
      const where = reachedBy(audience, feed);
      if (where === undefined) continue;
      const rows = await unit.select({ table: table.name, where });
      const leaving = rows.filter((row) => {
        const rule = must(ruleOfRow(table, row), `${table.name} has a rule of its own`);
        const { feeds } = audienceOf(topology, rule, row);
        return ![...feeds].some((each) => each !== feed && reads.has(each));
      });
      await removeWithChildren(parts, unit, table.name, leaving);
    }
  }
}

/** Which rows of a table this audience files under the feed; undefined when none. */
function reachedBy(audience: SentTo, feed: string): readonly Condition[] | undefined {
  if (audience.to === 'primary') return feed === PRIMARY ? [] : undefined;
  if (audience.to === 'dispensaries') return feed === DISPENSARIES ? [] : undefined;
  if (audience.to !== 'store' || !feed.startsWith(storeFeed(''))) return undefined;
  return [{ column: audience.store, is: feed.slice(storeFeed('').length) }];
}

async function removeWithChildren(
  parts: Parts,
  unit: Unit,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(idOf);
  for (const child of parts.dictionary.childrenOf(table)) {
    if (child.sync.kind !== 'with-parent') continue;
    await removeWithChildren(
      parts,
      unit,
      child.name,
      await unit.select({ table: child.name, where: [{ column: child.sync.parent, in: ids }] }),
    );
  }
  await purge(parts, unit, table, ids);
}

/** Takes rows out; what they said of who is where is forgotten with them. */
async function purge(
  parts: Parts,
  unit: Unit,
  table: string,
  ids: readonly string[],
): Promise<void> {
  const { country } = parts;
  if (country.topology.dependsOn(table)) {
    const leaving = [...(await unit.get(table, ids)).values()];
    const gone = leaving.map((row) => ({
      table,
      row: { ...row, deleted_at: row['updated_at'] ?? null },
    }));
    country.topology = country.topology.withRows(gone);
  }
  await unit.remove(table, [{ column: 'id', in: ids }]);
}
