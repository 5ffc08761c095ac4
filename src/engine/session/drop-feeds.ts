import { must } from '#base';
import { casesOf, type Row, ruleOfRow, type SentTo } from '#dictionary';
import type { Condition, Unit } from '#engine/ports';
import { audienceOf, DISPENSARIES, PRIMARY, storeFeed } from '#engine/rules';
import { idOf } from '../gate/change.ts';
import type { Parts } from '../parts.ts';

/**
 * Stores, or a role, left this site: everything goes that reached it only with them. To be asked when all up to the
 * head is here: which rows go on coming through the site's own feed follows from who sees whom, and what says so
 * may come later than the page that drops the feed. `reads`: the feeds that the site still reads.
 */
export async function dropFeeds(
  parts: Parts,
  unit: Unit,
  { dropped, reads }: { readonly dropped: readonly string[]; readonly reads: ReadonlySet<string> },
): Promise<void> {
  if (parts.faults.has('shrink-without-purge')) return;
  const { topology } = parts.country;
  for (const feed of dropped) {
    for (const table of parts.dictionary.tables) {
      for (const audience of casesOf(table).flatMap(({ rule }) => rule.sentTo)) {
        const where = reachedBy(audience, feed);
        if (where === undefined) continue;
        const rows = await unit.select({ table: table.name, where });
        const leaving = rows.filter((row) => {
          const rule = must(ruleOfRow(table, row), `${table.name} has a rule of its own`);
          const { feeds } = audienceOf(topology, rule, row);
          return ![...feeds].some((each) => reads.has(each));
        });
        await removeWithChildren(parts, unit, table.name, leaving);
      }
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
export async function purge(
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
