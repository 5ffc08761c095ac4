// A unit is refused as a whole; whoever made it of many rows wants to know each that is to blame.
import type { Refusal } from '#base';
import { type Change, idOf } from './change.ts';

/** A row that may not be saved as it is, and why. */
export interface Blamed {
  readonly change: Pick<Change, 'table' | 'after'>;
  readonly refusal: Refusal;
}

/** The refusal of the first; its details name them all, in the form of other faults of rows. */
export function blaming(rows: readonly Blamed[]): Refusal | undefined {
  const refusal = rows[0]?.refusal;
  if (refusal === undefined) return undefined;
  const faults = rows.map(({ change, refusal: { message, details } }) => ({
    table: change.table,
    id: idOf(change.after),
    column: typeof details['column'] === 'string' ? details['column'] : null,
    reason: `is refused: ${message.replace(/\.$/, '')}`,
  }));
  return { ...refusal, details: { ...refusal.details, faults } };
}
