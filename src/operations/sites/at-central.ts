import { ok, type Result, refused } from '#base';
import type { Work } from '#engine';
import { doneAtCentral } from '../refusals.ts';

/** For what only central knows: asked first, so that the answer is not that something is missing here. */
export function atCentral(work: Work): Result<void> {
  const central = work.topology.central();
  return central.siteId === work.topology.self
    ? ok(undefined)
    : refused(doneAtCentral({ edited_at: central.name }));
}
