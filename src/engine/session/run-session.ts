// A remote's side of the conversation: push what waits, pull what is new, until neither side has more.
import { type Refusal, type Result, refused } from '#base';
import { type Gains, type Link, NoSpace, type View } from '#engine/ports';
import {
  type Group,
  type LogPlace,
  PROTOCOL_VERSION,
  type SyncReply,
  type SyncRequest,
} from '#protocol';
import { type FoundingFact, readFacts, writeFacts } from '../facts.ts';
import { inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import { noProgress, noSpace, repeatedRequest, wrongReply } from '../refusals.ts';
import { applyPage } from './apply-page.ts';
import { fetchGain, isLargeGain, tidyGains } from './fetch-gain.ts';
import { type Received, receiveReply } from './receive-reply.ts';

export interface SessionSizes {
  readonly pushGroups: number;
  readonly pageRows: number;
}

export interface Conversation {
  readonly link: Link;
  readonly founding: FoundingFact;
  readonly appVersion: string;
  readonly sizes: SessionSizes;
  /** The number for the next request; grows with each call. */
  readonly nextNumber: (atLeast: number) => number;
  /** Where a large gain may come as a file. */
  readonly gains?: Gains;
  /** Called after each exchange with what has come so far. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly pushed: number;
  readonly pulled: number;
  /** Changes that central says still wait for this site. */
  readonly waiting: number;
}

export interface Outcome {
  readonly pushed: number;
  readonly pulled: number;
  /** What ended the session early; what had arrived whole by then stays. */
  readonly refusal: Refusal | undefined;
}

/** Characters of groups in one push where the link is not measured. */
const PUSH_CHARACTERS = 1_000_000;

/** Talks until the queue is empty and the head is reached, or something stops it. Cut anywhere, the next call goes on from the last whole page. */
export async function runSession(parts: Parts, conversation: Conversation): Promise<Outcome> {
  await tidyGains(parts, conversation.gains);
  const outcome = await talk(parts, conversation);
  await tidyGains(parts, conversation.gains);
  return outcome;
}

async function talk(parts: Parts, conversation: Conversation): Promise<Outcome> {
  let pushed = 0;
  let pulled = 0;
  let highest = 0;
  let gains = conversation.gains;
  for (;;) {
    const { request, more } = await parts.database.read((view) =>
      nextRequest(parts, view, conversation, highest),
    );
    if (parts.faults.has('clear-queue-before-receipt') && !more)
      await inUnit(parts, (unit) => writeFacts(unit, { held: request.log }));
    const answer = await conversation.link.exchange(request);
    if (!answer.ok) {
      const seen = highestIn(answer.refusal);
      if (seen === undefined || seen <= highest) return { pushed, pulled, refusal: answer.refusal };
      highest = seen;
      continue;
    }
    const reply = answer.value;
    if (reply.number !== request.number) return { pushed, pulled, refusal: wrongReply({}) };
    if (parts.faults.has('apply-without-unit-of-work')) await applyHalf(parts, reply);
    const isLarge = gains !== undefined && isLargeGain(request, reply);
    const received = await receive(parts, isLarge ? receiptOf(reply) : reply);
    if (!received.ok) return { pushed, pulled, refusal: received.refusal };
    const { held, caughtUp } = received.value;
    pushed += Math.max(0, held.position - (request.push?.after.position ?? held.position));
    pulled += received.value.pulled;
    if (gains !== undefined && isLarge) {
      const gained = await fetchGain(parts, gains, request.marks);
      if (!gained.ok) return { pushed, pulled, refusal: gained.refusal };
      // NOTE what comes as pages after all is not asked for as a file again.
      gains = undefined;
      continue;
    }
    conversation.onProgress?.({ pushed, pulled, waiting: reply.page?.waiting ?? 0 });
    const offerAgain = held.position < (request.push?.after ?? request.log).position;
    if (caughtUp && !more && !offerAgain) return { pushed, pulled, refusal: undefined };
    if (!hasMoved(request, reply)) return { pushed, pulled, refusal: noProgress({}) };
  }
}

/** A reply that is answered by a file: what it acknowledges counts, its page does not. */
function receiptOf({ page: _, ...reply }: SyncReply): SyncReply {
  return reply;
}

/** A full disk keeps the receipt from being noted, not the push from having arrived: it is offered again. */
async function receive(parts: Parts, reply: SyncReply): Promise<Result<Received>> {
  try {
    return await inUnit(parts, (unit) => receiveReply(parts, unit, reply));
  } catch (thrown) {
    if (thrown instanceof NoSpace) return refused(noSpace({}));
    throw thrown;
  }
}

/** Deliberate fault: the first table of a page becomes visible alone. */
async function applyHalf(parts: Parts, { page }: SyncReply): Promise<void> {
  if (page === undefined || !page.caught_up) return;
  const half = { ...page, tables: page.tables.slice(0, 1), purge: [], dropped_feeds: [] };
  await inUnit(parts, (unit) => applyPage(parts, unit, { page: half, owing: false }));
}

/** Whether the exchange brought the log or the marks further (or back, after a restore): a talk that does neither would never end. */
function hasMoved(request: SyncRequest, reply: SyncReply): boolean {
  const from = request.push?.after.position ?? request.log.position;
  const marks = reply.page?.marks ?? request.marks;
  const sameMarks =
    Object.keys(marks).length === Object.keys(request.marks).length &&
    Object.entries(marks).every(([feed, position]) => request.marks[feed] === position);
  return reply.held.position !== from || !sameMarks;
}

function highestIn(refusal: Refusal): number | undefined {
  const { code } = repeatedRequest({ highest: 0 });
  const { highest } = refusal.details;
  return refusal.code === code && typeof highest === 'number' ? highest : undefined;
}

async function nextRequest(
  parts: Parts,
  view: View,
  conversation: Conversation,
  highest: number,
): Promise<{ readonly request: SyncRequest; readonly more: boolean }> {
  const { founding, sizes, link } = conversation;
  const facts = await readFacts(view, 'log', 'held', 'marks', 'central', 'directory');
  const groups = await groupsAfter(view, facts.held, {
    groups: sizes.pushGroups,
    characters: link.pushCharacters?.() ?? PUSH_CHARACTERS,
  });
  const last = groups.at(-1)?.position ?? facts.held.position;
  const request: SyncRequest = {
    protocol: PROTOCOL_VERSION,
    number: conversation.nextNumber(highest + 1),
    dictionary: parts.fingerprint,
    app_version: conversation.appVersion,
    site_id: founding.site_id,
    incarnation: founding.incarnation,
    central: facts.central,
    log: facts.log,
    marks: facts.marks,
    page: { rows: Math.min(sizes.pageRows, link.pageRows?.() ?? sizes.pageRows) },
    ...(groups.length > 0 && { push: { after: facts.held, groups } }),
    ...(facts.directory !== null && { directory: facts.directory.hash }),
  };
  return { request, more: last < facts.log.position };
}

/** Groups are read so many at a time: with a year of them waiting, most would be read in vain. */
const AT_A_TIME = 16;

/** Groups that follow the place, within the bounds; always one, however large: a group is never split. */
async function groupsAfter(
  view: View,
  held: LogPlace,
  most: { readonly groups: number; readonly characters: number },
): Promise<readonly Group[]> {
  const groups: Group[] = [];
  let characters = 0;
  while (groups.length < most.groups) {
    const rows = await view.select({
      table: 'outgoing_group',
      where: [{ column: 'position', above: groups.at(-1)?.position ?? held.position }],
      order: [{ column: 'position' }],
      limit: Math.min(AT_A_TIME, most.groups - groups.length),
    });
    for (const row of rows) {
      const group = row['body'] as unknown as Group;
      characters += JSON.stringify(group).length;
      if (groups.length > 0 && characters > most.characters) return groups;
      groups.push(group);
    }
    if (rows.length < AT_A_TIME) break;
  }
  return groups;
}

/** The first number of a new block; numbers of a process never fall behind those of the one before. */
export async function reserveNumbers(parts: Parts): Promise<number> {
  return parts.database.write(async (unit) => {
    const { request_block } = await readFacts(unit, 'request_block');
    await writeFacts(unit, { request_block: request_block + 1 });
    return (request_block + 1) * 1_000_000_000;
  });
}
