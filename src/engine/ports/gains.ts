import type { Result } from '#base';
import type { Marks } from '#protocol';

/** A file of gained rows that waits to be taken in. */
export interface Gain {
  readonly file: string;
  /** Of the feeds that it was cut from: the head of the log when its rows were chosen. */
  readonly marks: Marks;
}

/** Where files of gained rows come from, and where they lie. */
export interface Gains {
  /** The rows of all feeds but those that are here; undefined where they come sooner as pages. */
  readonly fetch: (here: readonly string[]) => Promise<Result<Gain | undefined>>;
  /** Removes whole files, but for this one; whether it is there. */
  readonly keepOnly: (file: string | undefined) => Promise<boolean>;
}
