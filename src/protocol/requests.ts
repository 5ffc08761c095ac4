// The conversation of a remote site with central: one exchange carries groups and marks up, receipts and news down.
import { anything, flag, list, object, orNull, record, type TypeOf, text, whole } from '#base';
import { groupShape, logPlaceShape } from './group.ts';

/** How far a site has read each of its feeds. */
const marksShape = record(whole({ min: 0 }));
export type Marks = TypeOf<typeof marksShape>;

export const syncRequestShape = object(
  {
    protocol: whole({ min: 1 }),
    /** Grows with every request of this device: a late duplicate is told from a new request, and a reply names its request. */
    number: whole({ min: 1 }),
    /** Fingerprint of the sender's dictionary. */
    dictionary: text({ max: 64 }),
    app_version: text({ max: 40 }),
    site_id: whole({ min: 1 }),
    /** The sender's database; new at each enrolment. */
    incarnation: text({ max: 40 }),
    /** The incarnation of central that the marks belong to; null before the first reply. */
    central: orNull(text({ max: 40 })),
    /** The end of the sender's log, pushed or not. */
    log: logPlaceShape,
    /** Groups that follow `after`, in order. */
    push: object({ after: logPlaceShape, groups: list(groupShape, { max: 5_000 }) }),
    marks: marksShape,
    /** The largest page wanted; absent: none. */
    page: object({ rows: whole({ min: 1, max: 100_000 }) }),
    /** Hash of the directory of sites that the sender holds. */
    directory: text({ max: 64 }),
  },
  ['push', 'page', 'directory'],
);
export type SyncRequest = TypeOf<typeof syncRequestShape>;

/** Rows of one table, column by column names and row by row values: names once, not in each row. */
export const pageTableShape = object({
  table: text({ max: 64 }),
  columns: list(text({ max: 64 })),
  rows: list(list(anything(8)), { max: 100_000 }),
});

/** News for a site, taken from its feeds in the order of the log. */
export const pageShape = object({
  tables: list(pageTableShape),
  /** Rows that the site is no longer entitled to. */
  purge: list(object({ table: text({ max: 64 }), ids: list(text({ max: 36 }), { max: 100_000 }) })),
  /** Feeds the site no longer reads: everything that reached it only through them goes. */
  dropped_feeds: list(text({ max: 64 })),
  /** The marks after this page: the complete new map. */
  marks: marksShape,
  /** True when the page reached the head of all feeds: everything parked so far may become visible. */
  caught_up: flag(),
  /** How many changes wait behind this page. */
  waiting: whole({ min: 0 }),
});
export type Page = TypeOf<typeof pageShape>;

export const directoryShape = object({
  hash: text({ max: 64 }),
  sites: list(
    object({
      site_id: whole({ min: 1 }),
      name: text(),
      is_central: flag(),
      is_primary: flag(),
      primary_epoch: whole({ min: 0 }),
    }),
  ),
});
export type Directory = TypeOf<typeof directoryShape>;

export const syncReplyShape = object(
  {
    protocol: whole({ min: 1 }),
    /** The number of the request that this answers. */
    number: whole({ min: 1 }),
    /** Central's incarnation: a new one after each restore. */
    central: text({ max: 40 }),
    /** Central's wall time, to show a wrong device clock; but for when to compare again (B9), nothing is decided by it. */
    now: text({ max: 30 }),
    /** How much of the sender's log central holds durably: the receipt of everything up to there. */
    held: logPlaceShape,
    /** All groups of the sender that wait in quarantine now (the first 100), and why. */
    quarantined: list(object({ position: whole({ min: 1 }), code: text(), message: text() })),
    page: pageShape,
    directory: directoryShape,
    /** Something about the sender's device that people must look at, such as a second device of the same site. */
    notice: object({ code: text(), message: text() }),
  },
  ['page', 'directory', 'notice'],
);
export type SyncReply = TypeOf<typeof syncReplyShape>;
