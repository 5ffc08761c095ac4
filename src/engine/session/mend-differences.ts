import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Page } from '#protocol';
import { type Change, idOf } from '../gate/change.ts';
import type { Parts } from '../parts.ts';
import { ownedHere } from './adopt.ts';
import { applyPage } from './apply-page.ts';
import { rowsOf, tableOf } from './page-tables.ts';

export interface Difference {
  readonly table: string;
  readonly id: string;
  /**
   * Why it was left as it stands: it is edited here, or it is newer than what central has, which was put back to an
   * older state (I2). Null: it was fetched again.
   */
  readonly left: 'edited here' | 'newer here' | null;
}

/**
 * Takes from central what is not edited here. Rows edited here whose versions differ are on their way, or wait for
 * people: that is no difference.
 */
export async function mendDifferences(
  parts: Parts,
  unit: Unit,
  { tables }: Pick<Page, 'tables'>,
): Promise<readonly Difference[]> {
  const changes: Change[] = [];
  for (const table of tables) {
    const rows = rowsOf(table);
    const here = await unit.get(table.table, rows.map(idOf));
    for (const after of rows)
      changes.push({ table: table.table, before: here.get(idOf(after)), after });
  }
  const owned = await ownedHere(parts, unit, changes);
  const found = changes.flatMap((change, i): readonly Found[] => {
    const ahead = versionsAhead(change);
    if (change.before === undefined) return [{ change, left: null }];
    if (owned[i] !== true) return [{ change, left: ahead > 0 ? 'newer here' : null }];
    return ahead === 0 ? [{ change, left: 'edited here' }] : [];
  });
  const again = found.filter(({ left }) => left === null).map(({ change }) => change);
  // NOTE what followed from these rows followed when they first came.
  await applyPage(parts, unit, { page: pageOf(again), owing: false });
  return found.map(({ change: { table, after }, left }) => ({ table, id: idOf(after), left }));
}

interface Found extends Pick<Difference, 'left'> {
  readonly change: Change;
}

function versionsAhead({ before, after }: Change): number {
  return Number(before?.['row_version'] ?? 0) - Number(after['row_version']);
}

/** The rows of the changes as news. */
function pageOf(changes: readonly Change[]): Page {
  const byTable = new Map<string, Row[]>();
  for (const { table, after } of changes) {
    const rows = byTable.get(table) ?? [];
    rows.push(after);
    byTable.set(table, rows);
  }
  const tables = [...byTable].map(([table, rows]) => tableOf(table, rows));
  return { tables, purge: [], dropped_feeds: [], marks: {}, caught_up: false, waiting: 0 };
}
