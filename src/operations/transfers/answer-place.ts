import type { RowId } from '#base';
import type { Work } from '#engine';

/**
 * Whether this site makes the answering half: a site does when both stores are active there, central does for
 * every document that is still unanswered when it arrives (domain 5.1). Both may believe that it is theirs, since
 * stores move while sites are apart; ids are derived from the cause, so that they make the same rows, and the
 * rows of the receiving store's own site are the ones that stay.
 */
export function isAnsweredHere(
  topology: Work['topology'],
  stores: { readonly sender: RowId; readonly receiver: RowId },
): boolean {
  if (topology.central().siteId === topology.self) return true;
  return topology.isActiveHere(stores.sender) && topology.isActiveHere(stores.receiver);
}
