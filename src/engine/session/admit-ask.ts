import { momentOf, ok, type Result, refused, siteId } from '#base';
import { type AskRequest, PROTOCOL_VERSION } from '#protocol';
import type { FoundingFact } from '../facts.ts';
import { inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import {
  centralReplaced,
  deviceReplaced,
  repeatedRequest,
  siteDisabled,
  siteUnknown,
  versionTooNew,
} from '../refusals.ts';
import { readPeer, writePeer } from './peer.ts';
import { highestNumber } from './reply.ts';

/**
 * Whether central hears a question of the site `from`, whose proof the face has checked: from the device that is
 * enrolled, and only once. The number is kept before the question is answered, so that no repetition finds it open.
 */
export async function admitAsk(
  parts: Parts,
  founding: FoundingFact,
  { from, request }: { readonly from: number; readonly request: AskRequest },
): Promise<Result<void>> {
  const { protocol, site_id, incarnation, central, number } = request;
  if (protocol !== PROTOCOL_VERSION)
    return refused(versionTooNew({ protocol, here: PROTOCOL_VERSION }));
  if (site_id !== from) return refused(siteUnknown({ site_id }));
  if (parts.country.topology.site(siteId(from))?.disabled === true)
    return refused(siteDisabled({ site_id: from }));
  if (central !== founding.incarnation) return refused(centralReplaced({}));
  return inUnit(parts, async (unit) => {
    const peer = await readPeer(unit, from);
    if (peer === undefined) return refused(siteUnknown({ site_id }));
    if (peer.incarnation !== incarnation) return refused(deviceReplaced({ site_id }));
    const highest = highestNumber(parts, peer);
    if (number <= highest) return refused(repeatedRequest({ highest }));
    parts.recent.numbers.set(from, number);
    await writePeer(unit, { ...peer, number, last_connection_at: momentOf(parts.clock) });
    return ok(undefined);
  });
}
