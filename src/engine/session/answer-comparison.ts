// Central's side of a comparison: the feeds of a site read once more, in the order of the log and no further than the
// site has read them. What has changed since stands further on and comes with the sync.
import { must, type Result, refused, type SiteId } from '#base';
import type { View } from '#engine/ports';
import { feedsReadBy } from '#engine/rules';
import {
  type ComparedStretch,
  type Hashes,
  MOST_COMPARED,
  type Page,
  type RowsAgain,
} from '#protocol';
import { knownFeeds } from '../gate/feeds.ts';
import { isOwed } from '../gate/owed-rows.ts';
import type { Parts } from '../parts.ts';
import { notComparedNow } from '../refusals.ts';
import { pageTables } from './page-tables.ts';
import { rowHash } from './row-hash.ts';

/** The hashes of the next rows of the feed. */
export function hashesOf(
  parts: Parts,
  site: SiteId,
  stretch: ComparedStretch,
): Promise<Result<Hashes>> {
  return parts.database.read(async (view) => {
    const read = await readStretch(parts, view, site, stretch);
    if (!read.ok) return read;
    const tables: Hashes['tables'][number][] = [];
    for (const [name, ids] of read.value.ids) {
      const table = must(parts.dictionary.table(name), 'only known tables are logged');
      const rows = [...(await view.get(name, ids)).values()];
      const hashes = rows.map((row) =>
        row['deleted_at'] === null ? rowHash(parts.digest, table, row) : '',
      );
      tables.push({ table: name, ids: rows.map((row) => String(row['id'])), hashes });
    }
    return { ok: true, value: { tables, reached: read.value.reached } };
  });
}

/** Those of the same rows that the site asks for by id, whole. */
export function rowsAgain(
  parts: Parts,
  site: SiteId,
  { ids, ...stretch }: RowsAgain,
): Promise<Result<Pick<Page, 'tables'>>> {
  return parts.database.read(async (view) => {
    const read = await readStretch(parts, view, site, stretch);
    if (!read.ok) return read;
    const asked = new Set(ids);
    const put = [...read.value.ids].map(
      ([table, some]) => [table, some.filter((id) => asked.has(id))] as const,
    );
    const { tables } = await pageTables(parts, view, { put: new Map(put), purge: new Map() });
    return { ok: true, value: { tables } };
  });
}

interface Read {
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** The last position that was read, where more stands behind it. */
  readonly reached: number | null;
}

/** While rows are owed to be filed anew, nobody can say who may hold what stands in a feed (E1). */
async function readStretch(
  parts: Parts,
  view: View,
  site: SiteId,
  { feed, after, up_to }: ComparedStretch,
): Promise<Result<Read>> {
  const reads = feedsReadBy(parts.country.topology, site).includes(feed);
  if (!reads || (await isOwed(parts, view))) return refused(notComparedNow({}));
  const number = (await knownFeeds(parts, view, [feed])).get(feed);
  if (number === undefined) return { ok: true, value: { ids: new Map(), reached: null } };
  const entries = await view.select({
    table: 'log_entry',
    where: [
      { column: 'feed', is: number },
      { column: 'position', above: after },
      { column: 'position', upTo: up_to },
    ],
    order: [{ column: 'position' }],
    limit: MOST_COMPARED,
  });
  const ids = new Map<string, string[]>();
  for (const entry of entries) {
    if (entry['purge'] === true) continue;
    const table = String(entry['table_name']);
    const some = ids.get(table) ?? [];
    some.push(String(entry['row_id']));
    ids.set(table, some);
  }
  const last = entries.length < MOST_COMPARED ? null : Number(entries.at(-1)?.['position']);
  return { ok: true, value: { ids, reached: last } };
}
