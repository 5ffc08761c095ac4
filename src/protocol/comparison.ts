// How a site learns whether it holds what central holds: it reads its feeds once more, as hashes, and asks again for the
// rows that differ. Both are questions beside the sync.
import { list, object, orNull, type TypeOf, text, whole } from '#base';
import { pageTableShape } from './requests.ts';

/** The questions by name; no operation is called so. */
export const COMPARE_ROWS = 'compare-rows';
export const ROWS_AGAIN = 'rows-again';

/** Rows in one answer. */
export const MOST_COMPARED = 500;

/** The changes of a feed behind `after`, as far as the site has read it. */
const stretch = {
  feed: text({ max: 64 }),
  after: whole({ min: 0 }),
  up_to: whole({ min: 0 }),
} as const;

export const stretchShape = object(stretch);
export type ComparedStretch = TypeOf<typeof stretchShape>;

export const hashesShape = object({
  tables: list(
    object({
      table: text({ max: 64 }),
      ids: list(text({ max: 36 }), { max: MOST_COMPARED }),
      /** Of each row, in the order of the ids; blank for one that is deleted. */
      hashes: list(text({ max: 64 }), { max: MOST_COMPARED }),
    }),
  ),
  /** How far it was read, where more stands behind it. */
  reached: orNull(whole({ min: 0 })),
});
export type Hashes = TypeOf<typeof hashesShape>;

export const rowsAgainShape = object({
  ...stretch,
  ids: list(text({ max: 36 }), { max: MOST_COMPARED }),
});
export type RowsAgain = TypeOf<typeof rowsAgainShape>;

export const rowsShape = object({ tables: list(pageTableShape) });
