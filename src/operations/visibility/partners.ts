import type { name, RowOf } from '#dictionary';

/** The types of names that stores trade with, besides the twins of stores; the others stand for work of a store. */
export const PARTNERS: ReadonlySet<RowOf<typeof name>['type']> = new Set(['facility', 'other']);
