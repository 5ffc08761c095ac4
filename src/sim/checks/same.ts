import type { Row, Value } from '#dictionary';

/** Columns that say when, by the clock of some device; nothing may depend on them (H1). */
const DATES = new Set([
  'created_at',
  'updated_at',
  'entered_at',
  'confirmed_at',
  'finalised_at',
  'cancelled_at',
  'established_at',
  'requested_at',
  'released_at',
  'at',
]);

/** The one column whose value never leaves its site (row 56, E6). */
const STAYS = 'secret';

export function same(a: Row, b: Row, except?: (column: string) => boolean): boolean {
  if (a === b) return true;
  const columns = Object.keys(a);
  if (columns.length !== Object.keys(b).length) return false;
  return columns.every(
    (column) => column === STAYS || except?.(column) === true || sameValue(a[column], b[column]),
  );
}

/**
 * Whether a row is another one as merges turned it: with the row that is left where it named one that is gone, or gone
 * itself (4.5).
 */
export function sameButMerged(saved: Row, here: Row, left: (id: unknown) => unknown): boolean {
  const isGone = here['merged_into_id'] !== null && left(here['id']) !== here['id'];
  return Object.keys(here).every((column) => {
    if (column === STAYS || sameValue(saved[column], here[column])) return true;
    if (isGone && (column === 'merged_into_id' || column === 'deleted_at')) return true;
    return left(saved[column]) === left(here[column]);
  });
}

export function isDate(column: string): boolean {
  return DATES.has(column);
}

/** The first column in which two versions of a row differ, with both values. */
export function difference(a: Row, b: Row): string {
  for (const column of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (!sameValue(a[column], b[column]))
      return `${column}: ${JSON.stringify(a[column])} and ${JSON.stringify(b[column])}`;
  }
  return 'nothing';
}

function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}
