import {
  anything,
  canonicalJson,
  type Digest,
  type Json,
  list,
  object,
  record,
  type TypeOf,
  text,
  whole,
} from '#base';

/** One row of a group or page, whole: its keys are the table's columns. */
const changeShape = object({ table: text({ max: 64 }), row: record(anything(8)) });

/** Rows in one group at the most. */
export const MOST_CHANGES = 50_000;

/**
 * What one operation committed at a site: it is pushed, applied, refused or quarantined as one.
 * `epochs`: for each store whose rows it changes, the ownership epoch it was made under.
 */
export const groupShape = object({
  position: whole({ min: 1 }),
  at: text({ max: 30 }),
  epochs: record(whole({ min: 0 })),
  changes: list(changeShape, { max: MOST_CHANGES }),
});

export type Group = TypeOf<typeof groupShape>;

/** A place in a site's log of groups: the position and the chained hash of everything up to it. */
export const logPlaceShape = object({ position: whole({ min: 0 }), hash: text({ max: 64 }) });
export type LogPlace = TypeOf<typeof logPlaceShape>;

/** Where every site's log begins. */
export const LOG_START: LogPlace = { position: 0, hash: '' };

/** The place after `group`, which follows `before`. */
export function placeAfter(digest: Digest, before: LogPlace, group: Group): LogPlace {
  return {
    position: group.position,
    hash: digest.sha256(before.hash + canonicalJson(group as unknown as Json)),
  };
}
