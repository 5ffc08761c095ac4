// Central's side of one exchange: check, take what is pushed, offer what is new.
import { type Json, momentOf, ok, type Refusal, type Result, refused, siteId } from '#base';
import type { Unit, View } from '#engine/ports';
import { type Marks, PROTOCOL_VERSION, type SyncReply, type SyncRequest } from '#protocol';
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
import { directoryFor } from './directory.ts';
import { type Peer, readPeer, writePeer } from './peer.ts';
import { servePull } from './serve-pull.ts';
import { deviceRefusal, servePush } from './serve-push.ts';

export interface Served {
  readonly reply: SyncReply;
  /** True when groups were taken: their consequences are owed. */
  readonly pushed: boolean;
}

/** A connection is noted durably at most once in this time; in between it is remembered. */
const NOTE_CONNECTION_MS = 60_000;

/** Serves one exchange of the site `from`, whose proof the face has checked. */
export async function serve(
  parts: Parts,
  founding: FoundingFact,
  { from, request }: { readonly from: number; readonly request: SyncRequest },
): Promise<Result<Served>> {
  const misfit = misfitOf(parts, from, request);
  if (misfit !== undefined) return refused(misfit);
  const idle =
    request.push === undefined
      ? await parts.database.read((view) => serveIdle(parts, view, founding, request))
      : undefined;
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
  if (parts.country.topology.site(siteId(from))?.disabled === true)
    return siteDisabled({ site_id: from });
  return undefined;
}

/** The answer to a request that changes nothing at central, from one snapshot and without a write; undefined when it does. */
async function serveIdle(
  parts: Parts,
  view: View,
  founding: FoundingFact,
  request: SyncRequest,
): Promise<Result<Served> | undefined> {
  const peer = await readPeer(view, request.site_id);
  if (peer === undefined || peer.incarnation !== request.incarnation) return undefined;
  if (request.number <= highestNumber(parts, peer)) return undefined;
  const { position, hash } = request.log;
  if (position !== peer.held.position || hash !== peer.held.hash) return undefined;
  if (
    request.central !== founding.incarnation ||
    !same(request.marks, peer.seen) ||
    noteDue(parts, peer)
  )
    return undefined;
  const offer =
    request.page === undefined
      ? undefined
      : await servePull(parts, { view, peer, marks: request.marks, limit: request.page.rows });
  if (offer !== undefined && !same(offer.page.marks, request.marks)) return undefined;
  parts.recent.numbers.set(peer.site_id, request.number);
  return ok({
    reply: await replyOf(parts, view, { founding, request, peer, page: offer?.page }),
    pushed: false,
  });
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
  const marks = agreedMarks(parts, noted, request);
  const peer: Peer = { ...pushed.value, seen: marks };
  const offer =
    request.page === undefined
      ? undefined
      : await servePull(parts, { view: unit, peer, marks, limit: request.page.rows });
  const after: Peer = {
    ...peer,
    offered: offer?.page.marks ?? peer.offered,
    echo_above: offer?.echo_above ?? peer.echo_above,
    initialised: peer.initialised || offer?.page.caught_up === true,
    last_success_at: offer?.page.caught_up === true ? momentOf(parts.clock) : peer.last_success_at,
  };
  await writePeer(unit, after);
  return ok({
    reply: await replyOf(parts, unit, { founding, request, peer: after, page: offer?.page }),
    pushed: request.push !== undefined,
  });
}

/**
 * Where the news goes on. What the site shows must be what central remembers of it, as seen or as last offered;
 * anything else is a restore or a copy, and both go back to what they surely share. Costs bytes, never rows.
 */
function agreedMarks(parts: Parts, peer: Peer, request: SyncRequest): Marks {
  if (
    same(request.marks, peer.seen) ||
    same(request.marks, peer.offered) ||
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

interface Replied {
  readonly founding: FoundingFact;
  readonly request: SyncRequest;
  readonly peer: Peer;
  readonly page: SyncReply['page'] | undefined;
}

async function replyOf(
  parts: Parts,
  view: View,
  { founding, request, peer, page }: Replied,
): Promise<SyncReply> {
  const waiting = await view.select({
    table: 'quarantined_group',
    where: [{ column: 'site_id', is: peer.site_id }],
    limit: 100,
  });
  const directory = directoryFor(parts, siteId(peer.site_id), request.directory);
  return {
    protocol: PROTOCOL_VERSION,
    number: request.number,
    central: founding.incarnation,
    now: momentOf(parts.clock),
    held: peer.held,
    ...(peer.error !== null && { notice: peer.error }),
    quarantined: waiting.map((row) => ({
      position: Number(row['position']),
      code: String(row['code']),
      message: String(row['message']),
    })),
    ...(page !== undefined && { page }),
    ...(directory !== undefined && { directory }),
  };
}

function highestNumber(parts: Parts, peer: Peer): number {
  return Math.max(peer.number, parts.recent.numbers.get(peer.site_id) ?? 0);
}

function noteDue(parts: Parts, peer: Peer): boolean {
  return (
    peer.last_connection_at === null ||
    parts.clock.now() - Date.parse(peer.last_connection_at) >= NOTE_CONNECTION_MS
  );
}

function same(a: Marks | Json, b: Marks | Json): boolean {
  const [x, y] = [a as Marks, b as Marks];
  const keys = Object.keys(x);
  return keys.length === Object.keys(y).length && keys.every((key) => x[key] === y[key]);
}
