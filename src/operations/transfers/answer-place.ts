import type { RowId } from '#base';
import type { Work } from '#engine';

/**
 * Whether this site makes the answering half: central does, unless both stores are active at one other site,
 * which then does it itself (ST9). A store that moves meanwhile brings its documents back here, since a
 * changed country makes their consequences owed again; ids are derived from the cause, so that two sites that both
 * believe it is theirs still make the same rows.
 */
export function isAnsweredHere(
  topology: Work['topology'],
  stores: { readonly sender: RowId; readonly receiver: RowId },
): boolean {
  const sender = topology.store(stores.sender)?.activeSiteId;
  const receiver = topology.store(stores.receiver)?.activeSiteId;
  if (sender === undefined || receiver === undefined) return false;
  if (sender === receiver) return sender === topology.self;
  return topology.central().siteId === topology.self;
}
