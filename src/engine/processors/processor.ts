import type { Result } from '#base';
import type { Row } from '#dictionary';
import type { Work } from '../gate/work.ts';

/**
 * A consequence of commits. After every commit, own or received, `run` is called for each changed row of the tables
 * it watches that concerns it, in its own unit of work; what it creates has ids derived from the cause, so that
 * running it twice, or at two sites, changes nothing (F1). A refusal is recorded and shown, and nothing it wrote
 * stays.
 */
export interface Processor {
  readonly name: string;
  readonly watches: readonly string[];
  /** Whether anything can follow from the row as it stands; a row that only now concerns it was changed. */
  readonly concerns: (row: Row) => boolean;
  readonly run: (
    work: Work,
    changed: { readonly table: string; readonly row: Row },
  ) => Promise<Result<void>>;
}
