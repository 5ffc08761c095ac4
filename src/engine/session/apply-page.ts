// The second way in which a row can change, at a remote: news from central.
import type { Unit } from '#engine/ports';
import type { Page } from '#protocol';
import { type Change, idOf, withOwnSecrets } from '../gate/change.ts';
import { movesHome } from '../gate/keep-home.ts';
import { record } from '../gate/record.ts';
import { writeReceived } from '../gate/write-received.ts';
import { redirected } from '../merges/redirect.ts';
import type { Parts } from '../parts.ts';
import { ownedHere } from './adopt.ts';
import { show } from './hidden-rows.ts';
import { type LateRows, NOTHING_LATE } from './late-rows.ts';
import { rowsOf } from './page-tables.ts';
import { purge } from './purge.ts';

/**
 * Makes the rows and purges of a page visible, in the caller's unit. `owing`: their consequences are to be drawn
 * (never while a site gets its own history back). `late`: what of its own work came too late. Returns what it put.
 */
export async function applyPage(
  parts: Parts,
  unit: Unit,
  {
    page,
    owing,
    late = NOTHING_LATE,
  }: { readonly page: Page; readonly owing: boolean; readonly late?: LateRows },
): Promise<readonly Change[]> {
  const news = await redirected(parts, unit, await newsOf(parts, unit, page, late));
  await writeReceived(parts, unit, news);
  await show(
    parts,
    unit,
    news.map(({ after }) => idOf(after)),
  );
  for (const { table, ids } of page.purge) await purge(parts, unit, table, ids);
  parts.country.topology = await record(parts, {
    unit,
    changes: news,
    topology: parts.country.topology,
    owing,
  });
  return news;
}

/** The rows of the page that this site takes: of rows edited here only versions newer than its own. */
async function newsOf(
  parts: Parts,
  unit: Unit,
  page: Page,
  late: LateRows,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const table of page.tables) {
    const rows = rowsOf(table);
    const here = await unit.get(table.table, rows.map(idOf));
    for (const after of rows) {
      if (parts.faults.has('drop-tombstones') && after['deleted_at'] !== null) continue;
      const before = here.get(idOf(after));
      changes.push(withOwnSecrets(parts, { table: table.table, before, after }));
    }
  }
  const owned = await ownedHere(parts, unit, changes);
  return changes.filter((change, i) => {
    if (parts.faults.has('newest-clock-wins') && change.before !== undefined)
      return String(change.after['updated_at']) > String(change.before['updated_at']);
    if (change.before === undefined || owned[i] !== true || parts.faults.has('older-version-wins'))
      return true;
    // NOTE central gives persons away: they are another site's from now on, whatever was made of them here meanwhile.
    if (movesHome(parts.country.topology, change) || late.isHeld(change.before)) return true;
    const [here, version] = [change.before['row_version'], change.after['row_version']];
    // NOTE the very version that is here comes back when what it names was merged, and this site cannot know of that.
    if (version === here) return change.after['origin_site_id'] === change.before['origin_site_id'];
    return Number(version) > Number(here);
  });
}
