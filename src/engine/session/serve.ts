// Central's side of one exchange: check, take what is pushed, offer what is new.
import { momentOf, ok, type Refusal, type Result, refused, siteId } from '#base';
import type { Unit } from '#engine/ports';
import { type Marks, type Page, PROTOCOL_VERSION, type SyncRequest } from '#protocol';
import type { FoundingFact } from '../facts.ts';
import { inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import {
  deviceReplaced,
  dictionaryDiffers,
  repeatedRequest,
  siteDisabled,
  siteUnknown,
  versionTooNew,
} from '../refusals.ts';
import { type Peer, readPeer, writePeer } from './peer.ts';
import { highestNumber, replyOf, type Served, sameMarks } from './reply.ts';
import { serveIdle } from './serve-idle.ts';
import { servePull } from './serve-pull.ts';
import { deviceRefusal, servePush } from './serve-push.ts';
import { readWaiting } from './waiting.ts';

/** Serves one exchange of the site `from`, whose proof the face has checked. */
export async function serve(
  parts: Parts,
  founding: FoundingFact,
  { from, request }: { readonly from: number; readonly request: SyncRequest },
): Promise<Result<Served>> {
  const misfit = misfitOf(parts, from, request);
  if (misfit !== undefined) return refused(misfit);
  const idle = await serveIdle(parts, founding, request);
  if (idle !== undefined) return idle;
  if (parts.faults.has('acknowledge-before-commit')) {
    return new Promise((resolve, reject) => {
      const serving = inUnit(parts, async (unit) => {
        const served = await serveInUnit(parts, unit, founding, request);
        resolve(served);
        return served;
      });
      serving.catch(reject);
    });
  }
  return inUnit(parts, (unit) => serveInUnit(parts, unit, founding, request));
}

function misfitOf(parts: Parts, from: number, request: SyncRequest): Refusal | undefined {
  if (request.protocol !== PROTOCOL_VERSION)
    return versionTooNew({ protocol: request.protocol, here: PROTOCOL_VERSION });
  if (request.dictionary !== parts.fingerprint)
    return dictionaryDiffers({ dictionary: request.dictionary, here: parts.fingerprint });
  if (request.site_id !== from) return siteUnknown({ site_id: request.site_id });
  const site = parts.country.topology.site(siteId(from));
  if (site === undefined) return siteUnknown({ site_id: from });
  return site.disabled ? siteDisabled({ site_id: from }) : undefined;
}

async function serveInUnit(
  parts: Parts,
  unit: Unit,
  founding: FoundingFact,
  request: SyncRequest,
): Promise<Result<Served>> {
  const known = await readPeer(unit, request.site_id);
  if (known === undefined) return refused(siteUnknown({ site_id: request.site_id }));
  if (known.incarnation !== request.incarnation)
    return refused(deviceReplaced({ site_id: request.site_id }));
  const highest = highestNumber(parts, known);
  if (request.number <= highest) return refused(repeatedRequest({ highest }));
  parts.recent.numbers.set(known.site_id, request.number);
  const noted: Peer = {
    ...known,
    number: request.number,
    last_connection_at: momentOf(parts.clock),
    app_version: request.app_version,
  };

  const before = parts.faults.has('accept-fork')
    ? undefined
    : await deviceRefusal(unit, noted, request.log);
  const pushed: Result<Peer> =
    before === undefined ? await servePush(parts, { unit, peer: noted, request }) : refused(before);
  if (!pushed.ok) {
    const { code, message } = pushed.refusal;
    await writePeer(unit, { ...noted, error: { code, message } });
    return pushed;
  }
  if (isBeyond(request, pushed.value)) {
    await writePeer(unit, noted);
    return ok(await answerOf(parts, unit, founding, { request, peer: noted, page: undefined }));
  }
  const marks = agreedMarks(parts, { peer: noted, request, central: founding.incarnation });
  const goesBack = !sameMarks(marks, request.marks);
  const peer: Peer = { ...pushed.value, seen: marks };
  const offer =
    request.page === undefined
      ? undefined
      : goesBack
        ? { page: backTo(marks), echo_above: peer.echo_above }
        : await servePull(parts, { unit, peer, marks, limit: request.page.rows });
  const isWhole = offer?.page.caught_up === true;
  const now = momentOf(parts.clock);
  const after: Peer = {
    ...peer,
    offered: offer?.page.marks ?? (goesBack ? marks : peer.offered),
    echo_above: offer?.echo_above ?? peer.echo_above,
    initialised: peer.initialised || isWhole,
    initialised_at: peer.initialised_at ?? (isWhole ? now : null),
    last_success_at: isWhole ? now : peer.last_success_at,
  };
  await writePeer(unit, after);
  return ok(await answerOf(parts, unit, founding, { request, peer: after, page: offer?.page }));
}

/**
 * The site's log ends beyond what central holds, and nothing shows that it is the same log: central was put back, or
 * this is the other of two devices. It hears how much is held, and no news until it has shown what it is.
 */
function isBeyond({ log, push }: SyncRequest, { held }: Peer): boolean {
  if (log.position <= held.position) return false;
  if (push === undefined || push.after.position > held.position) return true;
  return push.after.position + push.groups.length < held.position;
}

async function answerOf(
  parts: Parts,
  unit: Unit,
  founding: FoundingFact,
  said: {
    readonly request: SyncRequest;
    readonly peer: Peer;
    readonly page: Page | undefined;
  },
): Promise<Served> {
  const quarantined = parts.recent.quarantine.maybe
    ? await readWaiting(unit, said.peer.site_id)
    : [];
  return {
    reply: replyOf(parts, { founding, ...said, quarantined }),
    pushed: said.request.push !== undefined,
  };
}

/**
 * Where the news goes on. What the site shows must be what central remembers of it, as seen or as last offered;
 * anything else is a restore or a copy, and both go back to what they surely share. Costs bytes, never rows.
 */
function agreedMarks(
  parts: Parts,
  {
    peer,
    request,
    central,
  }: { readonly peer: Peer; readonly request: SyncRequest; readonly central: string },
): Marks {
  if (
    sameMarks(request.marks, peer.seen) ||
    (sameMarks(request.marks, peer.offered) && request.central === central) ||
    parts.faults.has('trust-marks-after-restore')
  )
    return request.marks;
  return Object.fromEntries(
    Object.entries(request.marks).map(([feed, position]) => [
      feed,
      Math.min(position, peer.seen[feed] ?? 0),
    ]),
  );
}

/**
 * Says where the news goes on, and brings none yet: until the site shows these marks, central cannot tell the marks
 * of a lost past from those of its next page, which may be the same numbers.
 */
function backTo(marks: Marks): Page {
  return { tables: [], purge: [], dropped_feeds: [], marks, caught_up: false, waiting: 0 };
}
