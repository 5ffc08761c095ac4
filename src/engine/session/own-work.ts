// A site may have let a row of its own go for one of central's, and is told of it again once central has it. By then it
// may have worked on it further, and that is still on its way.
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Group, LogPlace, Page } from '#protocol';
import { idOf } from '../gate/change.ts';
import type { Parts } from '../parts.ts';
import { rowsOf, tableOf } from './page-tables.ts';

/** The page with rows that this site wrote as its log, from central's receipt on, has them later. */
export async function withOwnWork(
  { country }: Parts,
  unit: Unit,
  { page, held, log }: { readonly page: Page; readonly held: LogPlace; readonly log: LogPlace },
): Promise<Page> {
  if (log.position === held.position) return page;
  const own = new Set<string>();
  for (const table of page.tables)
    for (const row of rowsOf(table))
      if (row['origin_site_id'] === country.topology.self) own.add(idOf(row));
  if (own.size === 0) return page;
  const later = await latestOf(unit, own, held);
  const tables = page.tables.map((given) => {
    const rows = rowsOf(given);
    if (!rows.some((row) => later.has(idOf(row)))) return given;
    return tableOf(
      given.table,
      rows.map((row) => laterOf(row, later.get(idOf(row)))),
    );
  });
  return { ...page, tables };
}

function laterOf(row: Row, own: Row | undefined): Row {
  return own !== undefined && Number(own['row_version']) > Number(row['row_version'])
    ? { ...row, ...own }
    : row;
}

/** The rows as the groups behind this place leave them. */
async function latestOf(
  unit: Unit,
  ids: ReadonlySet<string>,
  held: LogPlace,
): Promise<ReadonlyMap<string, Row>> {
  const latest = new Map<string, Row>();
  for (let last = held.position; ; ) {
    const [next] = await unit.select({
      table: 'outgoing_group',
      where: [{ column: 'position', above: last }],
      order: [{ column: 'position' }],
      limit: 1,
    });
    if (next === undefined) return latest;
    last = Number(next['position']);
    for (const { row } of (next['body'] as unknown as Group).changes)
      if (ids.has(String(row['id']))) latest.set(String(row['id']), row as Row);
  }
}
