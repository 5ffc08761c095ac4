import type { Result } from '#base';
import type { Row } from '#dictionary';
import type { Topology } from '#engine/rules';
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
  /** The only place where anything follows; absent: wherever the row comes. */
  readonly at?: 'central' | 'primary';
  /** Whether anything can follow from the row as it stands; a row that only now concerns it was changed. */
  readonly concerns: (row: Row) => boolean;
  readonly run: (
    work: Work,
    changed: { readonly table: string; readonly row: Row },
  ) => Promise<Result<void>>;
}

/** Whether rows of this table may have a consequence at this site; with a row, whether this one may. */
export function concernsAny(
  processors: readonly Processor[],
  topology: Topology,
  { table, row }: { readonly table: string; readonly row?: Row },
): boolean {
  return processors.some(
    (processor) =>
      processor.watches.includes(table) &&
      runsHere(processor, topology) &&
      (row === undefined || processor.concerns(row)),
  );
}

export function runsHere({ at }: Processor, topology: Topology): boolean {
  const self = topology.site(topology.self);
  return at === undefined || (at === 'central' ? self?.isCentral : self?.isPrimary) === true;
}
