import { canonicalJson } from '#base';
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Group, SyncReply } from '#protocol';
import { idOf } from '../gate/change.ts';
import { GIVEN_BACK, givenBackAmong } from '../gate/give-back.ts';
import type { Located } from '../gate/roots.ts';
import type { Parts } from '../parts.ts';

/** What this site made under an ownership that had ended, and that waits for people at central. */
export interface LateRows {
  /** Whether the row is held as it was made then: what central has goes before it, even where it is owned again. */
  readonly isHeld: (row: Row) => boolean;
}

export const NOTHING_LATE: LateRows = { isHeld: () => false };

/** The rows of those of this site's groups that central says are late. */
export async function lateRows(
  parts: Parts,
  unit: Unit,
  quarantined: SyncReply['quarantined'],
): Promise<LateRows> {
  const positions = quarantined
    .filter(({ code }) => GIVEN_BACK.has(code))
    .map(({ position }) => position);
  if (positions.length === 0) return NOTHING_LATE;
  const groups = [...(await unit.get('outgoing_group', positions)).values()].sort(
    (a, b) => Number(a['position']) - Number(b['position']),
  );
  const written = groups.flatMap(
    ({ body }) => (body as unknown as Group).changes as readonly Located[],
  );
  const late = await givenBackAmong(parts, unit, written);
  const made = new Map(late.map(({ row }) => [idOf(row), row]));
  return {
    isHeld(row) {
      const then = made.get(idOf(row));
      return then !== undefined && canonicalJson(then) === canonicalJson(row);
    },
  };
}
