// A row may come before the one it belongs to. When its feed is dropped in between, that one never comes.
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Page } from '#protocol';
import { idOf } from '../gate/change.ts';
import { rootsOf } from '../gate/roots.ts';
import type { Parts } from '../parts.ts';
import { rowsOf } from './page-tables.ts';
import { purge } from './purge.ts';

/** Takes out what this page brought and what belongs to nothing here. To be asked when all up to the head is here. */
export async function purgeOrphansOf(parts: Parts, unit: Unit, page: Page): Promise<void> {
  for (const table of page.tables) await purgeOrphans(parts, unit, table.table, rowsOf(table));
}

/** So many rows are looked at at once. */
const TOGETHER = 1_000;

/** The same for everything that is here: a first download keeps no pages. */
export async function purgeAllOrphans(parts: Parts, unit: Unit): Promise<void> {
  for (const { name: table, sync } of parts.dictionary.tables) {
    if (sync.kind !== 'with-parent') continue;
    for (let last: string | undefined; ; ) {
      const rows: readonly Row[] = await unit.select({
        table,
        where: last === undefined ? [] : [{ column: 'id', above: last }],
        order: [{ column: 'id' }],
        limit: TOGETHER,
      });
      await purgeOrphans(parts, unit, table, rows);
      const end = rows.at(-1);
      if (end === undefined || rows.length < TOGETHER) break;
      last = idOf(end);
    }
  }
}

async function purgeOrphans(
  parts: Parts,
  unit: Unit,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  if (parts.dictionary.table(table)?.sync.kind !== 'with-parent') return;
  const roots = await rootsOf(
    parts.dictionary,
    unit,
    rows.map((row) => ({ table, row })),
  );
  const orphans = rows.filter((_, i) => roots[i] === undefined).map(idOf);
  if (orphans.length > 0) await purge(parts, unit, table, orphans);
}
