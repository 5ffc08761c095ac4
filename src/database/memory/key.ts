import { must } from '#base';
import { codePointKey, millionthsOf } from '#database/stored';
import type { ColumnKind, Value } from '#dictionary';

/** A value in the form in which values of its column compare; `true` stands above all. */
export type Atom = null | number | string | true;
/** What a tree is ordered by, atom after atom; a key that begins another stands before it. */
export type Key = readonly Atom[];

export const ABOVE_ALL: Atom = true;

/** The atom of a value that is known to fit its column. */
export function atomOf(kind: ColumnKind, value: Value): Atom {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw new Error(`A value of kind ${kind} has no order.`);
  return kind === 'decimal'
    ? must(millionthsOf(value), `${value} is a decimal`)
    : codePointKey(value);
}

export function compareKeys(a: Key, b: Key): number {
  if (a.length === 1 && b.length === 1) return compareAtoms(a[0] ?? null, b[0] ?? null);
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const order = compareAtoms(a[i] ?? null, b[i] ?? null);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

export function compareAtoms(a: Atom, b: Atom): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return rank(a) - rank(b);
}

/** Without a value, then with one, then the bound above all. */
function rank(atom: Atom): number {
  if (atom === null) return 0;
  return atom === true ? 2 : 1;
}
