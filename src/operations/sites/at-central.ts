import { ok, type Result, refused } from '#base';
import type { Work } from '#engine';
import type { Need } from '../operation.ts';
import type { Permission } from '../permission.ts';
import { doneAtCentral } from '../refusals.ts';

/** What is done at central alone: asked before the permission, so that nobody looks for one at the wrong place. */
export function atCentral(
  permission: Permission,
  what: 'Sites and stores are kept' | 'Home stores are changed' = 'Sites and stores are kept',
): (work: Work) => Promise<Result<Need>> {
  return async ({ topology }) => {
    const central = topology.central();
    return central.siteId === topology.self
      ? ok({ permission, store: null })
      : refused(doneAtCentral({ what, edited_at: central.name }));
  };
}
