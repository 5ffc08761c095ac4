// Columns that many tables have, in one spelling.
import { ZERO } from '#base';
import { choice, decimalNumber, ref, text, yesNo } from '../model/column.ts';

export const amount = decimalNumber({ min: 0 }).optional();
export const price = decimalNumber({ min: 0 }).default(ZERO);
export const active = yesNo().default(true);
export const no = yesNo().default(false);
export const comment = text(2_000).optional();
export const addressLine = text(200).optional();

export const userId = text(36)
  .optional()
  .assignedBySystem()
  .meaning('Who entered it. Users are local to their site, so it is no reference.');

/** The steps of a document; each table says what moves it. */
export function documentStatus() {
  return choice('suggested', 'new', 'confirmed', 'finalised', 'cancelled').default('new');
}

export function mergedInto(table: string) {
  return ref(table)
    .optional()
    .assignedBySystem()
    .meaning('The row that it was merged into; what pointed here points there.');
}
