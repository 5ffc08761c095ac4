import { type Json, momentOf, siteId } from '#base';
import { type Marks, PROTOCOL_VERSION, type SyncReply, type SyncRequest } from '#protocol';
import type { FoundingFact } from '../facts.ts';
import type { Parts } from '../parts.ts';
import { directoryFor } from './directory.ts';
import type { Peer } from './peer.ts';

export interface Served {
  readonly reply: SyncReply;
  /** True when groups were taken: their consequences are owed. */
  readonly pushed: boolean;
}

interface Replied {
  readonly founding: FoundingFact;
  readonly request: SyncRequest;
  readonly peer: Peer;
  readonly page: SyncReply['page'] | undefined;
  readonly quarantined: SyncReply['quarantined'];
}

export function replyOf(
  parts: Parts,
  { founding, request, peer, page, quarantined }: Replied,
): SyncReply {
  const directory = directoryFor(parts, siteId(peer.site_id), request.directory);
  return {
    protocol: PROTOCOL_VERSION,
    number: request.number,
    central: founding.incarnation,
    now: momentOf(parts.clock),
    held: peer.held,
    ...(peer.error !== null && { notice: peer.error }),
    quarantined,
    ...(page !== undefined && { page }),
    ...(directory !== undefined && { directory }),
  };
}

/** The highest number of a request that the site has used. */
export function highestNumber(parts: Parts, peer: Peer): number {
  return Math.max(peer.number, parts.recent.numbers.get(peer.site_id) ?? 0);
}

export function sameMarks(a: Marks | Json, b: Marks | Json): boolean {
  const [x, y] = [a as Marks, b as Marks];
  const keys = Object.keys(x);
  return keys.length === Object.keys(y).length && keys.every((key) => x[key] === y[key]);
}
