// A site's side of the conversation over HTTP.
import { type Dispatcher, Pool } from 'undici';
import { type Clock, ok, parse, type Result, refused, type Shape } from '#base';
import type { Link } from '#engine/ports';
import { askReplyShape, type SyncReply, type SyncRequest, syncReplyShape } from '#protocol';
import { readJson } from './json-text.ts';
import { type Signer, type Verifier, verifierOf } from './keys.ts';
import { type LinkFigures, measuredLink } from './measured-link.ts';
import { pack, unpack, type Wanted } from './packing.ts';
import { type Posted, post } from './post.ts';
import {
  ASK_PATH,
  REPLY_PROOF,
  replyText,
  requestText,
  SYNC_PATH,
  type SyncPath,
  writeAuthorization,
} from './proof.ts';
import {
  centralAway,
  cutOff,
  damagedReply,
  foreignReply,
  notCentral,
  notUnderstoodReply,
  timedOut,
} from './refusals.ts';
import { readRefusal } from './wire-refusal.ts';

export interface HttpLinkParts {
  /** Central's address, such as https://central.example.org. */
  readonly url: string;
  readonly siteId: number;
  readonly signer: Signer;
  /** Central's public key, as it was received at enrolment. */
  readonly centralKey: string;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** By default connections of its own, kept between syncs. */
  readonly dispatcher?: Dispatcher;
  /** Sees every reply that was taken. */
  readonly onReply?: (reply: SyncReply) => void;
}

export interface HttpLink extends Link {
  readonly ask: NonNullable<Link['ask']>;
  readonly pageRows: () => number;
  /** Characters of JSON that one push should hold at the most on this link. */
  readonly pushCharacters: () => number;
  readonly figures: () => LinkFigures;
  /** Gives up what is under way. */
  readonly close: () => Promise<void>;
}

/** How long a connection is kept: longer than the pauses of an idle site (five minutes and some jitter). */
export const KEEP_ALIVE_MS = 390_000;
const CONNECT_MS = 15_000;
/** A page holds rows that hold JSON; nothing sound goes deeper. */
const REPLY_DEPTH = 24;
/** Beside the bodies an exchange takes about this many bytes of headers, each way. */
const HEADER_BYTES = 250;

export function httpLink(parts: HttpLinkParts): HttpLink {
  const { siteId, signer, clock } = parts;
  const { origin, pathname } = new URL(parts.url);
  const prefix = pathname.replace(/\/+$/, '');
  const central = verifierOf(parts.centralKey);
  const dispatcher = parts.dispatcher ?? connectionsTo(origin);
  const measured = measuredLink();

  /** The proven answer to one request on a path, and the bytes that went up for it. */
  const send = async (
    path: SyncPath,
    text: string,
    wanted: Wanted,
  ): Promise<Result<{ readonly posted: Posted; readonly bytesUp: number }>> => {
    const body = Buffer.concat([
      Buffer.from(wanted === 'small' ? 's' : 'f'),
      await pack(text, { wanted }),
    ]);
    const signature = signer.sign(requestText(path, body));
    const posted = await post({
      dispatcher,
      origin,
      path: `${prefix}${path}`,
      authorization: writeAuthorization({ siteId, signature }),
      body,
    });
    if (!posted.ok) return posted;
    const proven = provenAnswer(posted.value, signature, central);
    return proven.ok ? ok({ posted: proven.value, bytesUp: body.length }) : proven;
  };

  const exchange = async (request: SyncRequest): Promise<Result<SyncReply>> => {
    const text = JSON.stringify(request);
    const began = clock.monotonic();
    const sent = await send(SYNC_PATH, text, measured.wanted());
    if (!sent.ok) return sent;
    const { posted, bytesUp } = sent.value;
    const milliseconds = clock.monotonic() - began;
    const reply = await readAnswer(posted, text, syncReplyShape);
    if (reply.ok)
      measured.note({
        bytesUp: bytesUp + HEADER_BYTES,
        bytesDown: posted.body.length + HEADER_BYTES,
        rows: rowsIn(reply.value),
        milliseconds,
      });
    return reply;
  };

  return {
    async exchange(request) {
      const reply = await exchange(request);
      if (reply.ok) parts.onReply?.(reply.value);
      else if (BROKE.has(reply.refusal.code)) measured.noteFailure();
      return reply;
    },
    async ask(request) {
      const text = JSON.stringify(request);
      const sent = await send(ASK_PATH, text, 'small');
      return sent.ok ? readAnswer(sent.value.posted, text, askReplyShape) : sent;
    },
    pageRows: measured.pageRows,
    pushCharacters: measured.pushCharacters,
    figures: measured.figures,
    close: () => dispatcher.destroy(),
  };
}

export function connectionsTo(origin: string): Pool {
  return new Pool(origin, {
    connections: 1,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_MS },
  });
}

/**
 * The answer, if central signed it for this very request. Everything else that can come back over HTTP, such as the
 * page of a hotel's network, a proxy's error or an old reply, ends here (A7).
 */
export function provenAnswer(
  posted: Posted,
  requestSignature: string,
  central: Verifier | undefined,
): Result<Posted> {
  const proof = posted.headers[REPLY_PROOF];
  if (typeof proof !== 'string') return refused(strangerOf(posted));
  const text = replyText(requestSignature, posted);
  return central?.verifies(text, proof) === true ? ok(posted) : refused(foreignReply({}));
}

function strangerOf({ status, headers, body }: Posted) {
  if (status === 502 || status === 503 || status === 504) return centralAway({ status });
  if (status >= 300 && status < 400)
    return notCentral({ status, what: 'it sends visitors to another address' });
  if (/^\s*</.test(body.subarray(0, 100).toString('latin1')) || isPage(headers['content-type']))
    return notCentral({ status, what: 'it shows a web page' });
  return notCentral({ status, what: `it says ${status} and proves nothing` });
}

function isPage(contentType: unknown): boolean {
  return typeof contentType === 'string' && contentType.includes('html');
}

async function readAnswer<Reply>(
  { status, body }: Posted,
  request: string,
  shape: Shape<Reply>,
): Promise<Result<Reply>> {
  const unpacked = await unpack(body, request);
  const json =
    unpacked.kind === 'text'
      ? readJson(unpacked.text, REPLY_DEPTH)
      : { kind: 'malformed' as const };
  if (json.kind !== 'json') return refused(damagedReply({ what: 'it cannot be unpacked' }));
  if (status !== 200) return refused(readRefusal(json.value) ?? notUnderstoodReply(NOT_A_REFUSAL));
  const parsed = parse(shape, json.value);
  if (parsed.ok) return parsed;
  const [{ path, reason } = NOT_A_REFUSAL] = parsed.faults;
  return refused(notUnderstoodReply({ path, reason }));
}

/** The link carried something, but not all of it. */
const BROKE: ReadonlySet<string> = new Set(
  [cutOff({ reason: '' }), timedOut({}), damagedReply({ what: '' })].map(({ code }) => code),
);

const NOT_A_REFUSAL = { path: 'it', reason: 'has an unknown form' };

function rowsIn({ page }: SyncReply): number {
  return (page?.tables ?? []).reduce((sum, { rows }) => sum + rows.length, 0);
}
