// An editor that had not heard of a merge may have entered for the kept one what central has turned to it meanwhile. The
// editor's word stands.
import { momentOf } from '#base';
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import { type Change, idOf } from '../gate/change.ts';
import type { Parts } from '../parts.ts';
import { mergedAway, mergesAround } from './known-merges.ts';
import { mergePlan, type Turnable } from './merge-plan.ts';
import { byCentral, holdersOf } from './settle-twins.ts';

/** At central, before a push is written: what stands in its way only because of a merge gives way, as a change of central's. */
export async function makeRoom(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const plan = mergePlan(parts.dictionary);
  if (plan === undefined || (await mergedAway(parts, unit)).size === 0) return [];
  const room: Change[] = [];
  const given = new Set(changes.map(({ after }) => idOf(after)));
  for (const { table, after } of changes) {
    const unique = plan.columnsOf(table).filter((each) => each.unique);
    if (unique.length === 0 || after['deleted_at'] !== null) continue;
    const groups = (parts.dictionary.table(table)?.unique ?? []).filter((group) =>
      unique.some(({ column }) => group.includes(column)),
    );
    for (const before of await holdersOf(unit, table, groups, after)) {
      if (given.has(idOf(before)) || !(await keepsAny(parts, unit, unique, after))) continue;
      const gone = byCentral(parts, before, { deleted_at: momentOf(parts.clock) });
      await unit.put(table, [gone]);
      room.push({ table, before, after: gone });
    }
  }
  return room;
}

/** Whether something was merged into one that the row names. */
async function keepsAny(
  parts: Parts,
  unit: Unit,
  unique: readonly Turnable[],
  row: Row,
): Promise<boolean> {
  const ids = unique.map(({ column }) => String(row[column]));
  return (await mergesAround(parts, unit, ids)).all.length > 0;
}
