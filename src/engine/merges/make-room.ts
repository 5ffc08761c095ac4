// What may occur only once, central may have written in its editor's place: for one who was merged away, or since a
// person was to be seen at once. The editor that had not heard of it may have entered the same; its word stands.
import { momentOf } from '#base';
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import { type Change, idOf } from '../gate/change.ts';
import type { Parts } from '../parts.ts';
import { mergedAway, mergesAround } from './known-merges.ts';
import { mergePlan, type Turnable } from './merge-plan.ts';
import { byCentral, holdersOf } from './settle-twins.ts';

/**
 * At central, before a push is written: what stands in its way and is central's alone gives way, as a change of
 * central's. Returns all changes; the sender may have let its row go for central's, and is told of it again.
 */
export async function makeRoom(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const plan = mergePlan(parts.dictionary);
  const anyMerged = plan !== undefined && (await mergedAway(parts, unit)).size > 0;
  const room: Change[] = [];
  const again = new Set<string>();
  const given = new Set(changes.map(({ after }) => idOf(after)));
  for (const { table, after } of changes) {
    const shows = showsPersons(parts, table);
    const unique = anyMerged ? plan.columnsOf(table).filter((each) => each.unique) : [];
    if ((unique.length === 0 && !shows) || after['deleted_at'] !== null) continue;
    const groups = (parts.dictionary.table(table)?.unique ?? []).filter(
      (group) => shows || unique.some(({ column }) => group.includes(column)),
    );
    for (const before of await holdersOf(unit, table, groups, after)) {
      const isOurs = shows && before['origin_site_id'] === parts.country.topology.self;
      if (given.has(idOf(before))) continue;
      if (!isOurs && !(await keepsAny(parts, unit, unique, after))) continue;
      const gone = byCentral(parts, before, { deleted_at: momentOf(parts.clock) });
      await unit.put(table, [gone]);
      room.push({ table, before, after: gone });
      again.add(idOf(after));
    }
  }
  if (room.length === 0) return changes;
  const told = changes.map((change) =>
    again.has(idOf(change.after)) ? { ...change, turned: true as const } : change,
  );
  return [...room, ...told];
}

/** Whether rows of the table say where a person is visible. */
function showsPersons({ dictionary }: Parts, table: string): boolean {
  const { parties } = dictionary.topology;
  return [parties?.patient, parties?.prescriber].some((party) => party?.visibility.table === table);
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
