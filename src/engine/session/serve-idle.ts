import { ok, type Result, siteId } from '#base';
import { feedsReadBy } from '#engine/rules';
import type { Page, SyncRequest } from '#protocol';
import type { FoundingFact } from '../facts.ts';
import type { Parts } from '../parts.ts';
import { noteContact } from './contacts.ts';
import type { Peer } from './peer.ts';
import { highestNumber, replyOf, type Served, sameMarks } from './reply.ts';

/** The answer to a request that changes nothing at central, from memory; undefined when there may be more to it. */
export async function serveIdle(
  parts: Parts,
  founding: FoundingFact,
  request: SyncRequest,
): Promise<Result<Served> | undefined> {
  const { recent } = parts;
  const peer = await recent.peers.of(request.site_id);
  if (peer === undefined || !isQuiet(founding, peer, request)) return undefined;
  const page = request.page && (await emptyPage(parts, request));
  if (request.page !== undefined && page === undefined) return undefined;
  const quarantined = (await recent.waiting.of(request.site_id)) ?? [];
  if (request.number <= highestNumber(parts, peer)) return undefined;
  recent.numbers.set(peer.site_id, request.number);
  noteContact(parts, peer, request);
  const reply = replyOf(parts, { founding, request, peer, page, quarantined });
  return ok({ reply, pushed: false });
}

/** The site shows exactly what central remembers of it, and brings nothing. */
function isQuiet(founding: FoundingFact, peer: Peer, request: SyncRequest): boolean {
  const { position, hash } = request.log;
  return (
    request.push === undefined &&
    peer.incarnation === request.incarnation &&
    request.central === founding.incarnation &&
    position === peer.held.position &&
    hash === peer.held.hash &&
    sameMarks(request.marks, peer.seen)
  );
}

/** The page for a site that has read its feeds to their ends. */
async function emptyPage(
  { country, recent }: Parts,
  { site_id, marks }: SyncRequest,
): Promise<Page | undefined> {
  const feeds = feedsReadBy(country.topology, siteId(site_id));
  if (feeds.length !== Object.keys(marks).length) return undefined;
  for (const feed of feeds) {
    const mark = marks[feed];
    const number = (await recent.feeds.of(feed)) ?? 0;
    if (mark === undefined || (number > 0 && ((await recent.heads.of(number)) ?? 0) > mark))
      return undefined;
  }
  return { tables: [], purge: [], dropped_feeds: [], marks, caught_up: true, waiting: 0 };
}
