import { type Decimal, negate, type Result, type RowId, refused } from '#base';
import { stockLine } from '#dictionary';
import type { Work } from '#engine';
import { stockOnHold } from '../refusals.ts';
import { type Movement, postMovement } from './post-movement.ts';

export interface Issue extends Pick<Movement, 'kind' | 'source'> {
  readonly stockLineId: RowId;
  /** How many leave. */
  readonly packs: Decimal;
  /** What the item is called, for a person. */
  readonly item: string;
}

/** Takes packs of a line of a document from its stock line, unless that is on hold. */
export async function issueStock(work: Work, issue: Issue): Promise<Result<void>> {
  const { stockLineId, packs, item, kind, source } = issue;
  const from = await work.get(stockLine, stockLineId);
  if (from?.on_hold === true)
    return refused(stockOnHold({ stock_line_id: from.id, item, batch: from.batch }));
  return postMovement(work, { stockLineId, packs: negate(packs), kind, source });
}
