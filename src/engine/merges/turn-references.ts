import type { Row } from '#dictionary';
import { NotUnique, type Unit } from '#engine/ports';
import type { Located } from '../gate/roots.ts';
import type { Merges } from './known-merges.ts';
import type { MergePlan } from './merge-plan.ts';
import { turnRow } from './turn-row.ts';

interface Turning {
  readonly plan: MergePlan;
  readonly merges: Merges;
}

/** So many rows are held in memory at a time. */
const BATCH = 1_000;

/** A row that was turned where it stands. */
export interface Turned extends Located {
  /** Sites that hold it may never hear of the merge. */
  readonly unheard: boolean;
}

/**
 * Turns what this database holds, where it stands: no version, no group, no entry in the log, for every site comes to
 * the same by itself. Returns the rows that others may have to be told of.
 */
export async function turnReferences(
  unit: Unit,
  { plan, merges }: Turning,
): Promise<readonly Turned[]> {
  const told: Turned[] = [];
  for (const { name: table } of plan.referring) {
    for (const turnable of plan.columnsOf(table)) {
      if (turnable.unique) continue;
      const away = awayFrom(merges, turnable.table);
      if (away.length === 0) continue;
      const where = [{ column: turnable.column, in: away }];
      for (;;) {
        const rows = await unit.select({ table, where, limit: BATCH });
        const turned = rows.map((row) => turnRow({ plan, merges, table }, row));
        await unit.put(table, turned);
        const { mayBeHidden: unheard, routes } = turnable;
        if (unheard || routes) told.push(...turned.map((row) => ({ table, row, unheard })));
        if (rows.length < BATCH) break;
      }
    }
  }
  return told;
}

/** Gives the merged rows themselves their standing: tombstones that point to what is left. */
export async function turnMerged(
  unit: Unit,
  { plan, merges }: Turning,
): Promise<readonly Located[]> {
  const idsByTable = new Map<string, Set<string>>();
  for (const { table, kept, removed } of merges.all)
    idsByTable.set(table, (idsByTable.get(table) ?? new Set()).add(kept).add(removed));
  const merged: Located[] = [];
  for (const [table, ids] of idsByTable) {
    const rows: readonly Row[] = [...(await unit.get(table, [...ids])).values()];
    const turned = rows.map((row) => turnRow({ plan, merges, table }, row));
    const changed = turned.filter((row, i) => row !== rows[i]);
    for (const row of changed) await putUnlessTaken(unit, table, row);
    merged.push(...turned.map((row) => ({ table, row })));
  }
  return merged;
}

/** A row that is left after all stays away where its code was given to another meanwhile. */
async function putUnlessTaken(unit: Unit, table: string, row: Row): Promise<void> {
  try {
    await unit.attempt(() => unit.put(table, [row]));
  } catch (thrown) {
    if (!(thrown instanceof NotUnique)) throw thrown;
  }
}

/** The rows of a table that are left no more. */
export function awayFrom(merges: Merges, table: string): readonly string[] {
  const ids = new Set(
    merges.all.filter((each) => each.table === table).flatMap((each) => [each.kept, each.removed]),
  );
  return [...ids].filter((id) => merges.kept(table, id) !== id);
}
