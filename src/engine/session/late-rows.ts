import { canonicalJson } from '#base';
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Group, SyncReply } from '#protocol';
import { idOf } from '../gate/change.ts';
import { GIVEN_BACK, givenBackIn } from '../gate/give-back.ts';
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
  const made = new Map<string, Row>();
  const groups = [...(await unit.get('outgoing_group', positions)).values()].sort(
    (a, b) => Number(a['position']) - Number(b['position']),
  );
  for (const { body } of groups)
    for (const { row } of await givenBackIn(parts, unit, body as unknown as Group))
      made.set(idOf(row), row);
  return {
    isHeld(row) {
      const late = made.get(idOf(row));
      return late !== undefined && canonicalJson(late) === canonicalJson(row);
    },
  };
}
