// Site and central in one process, and yet what they say crosses as text, exactly as over a network:
// whatever the text cannot carry is lost here too, and whoever holds the wire may cut, garble, lose or repeat it.
import {
  type Digest,
  object,
  parse,
  type Refusal,
  type Result,
  refusalShape,
  refused,
  type Shape,
} from '#base';
import type { Ear, Link } from '#engine/ports';
import {
  type AskReply,
  type AskRequest,
  askReplyShape,
  askRequestShape,
  type SyncReply,
  type SyncRequest,
  syncReplyShape,
  syncRequestShape,
} from '#protocol';
import {
  answerDamaged,
  noAnswer,
  notAsked,
  requestDamaged,
  requestNotUnderstood,
} from './refusals.ts';
import { openText, sealText } from './sealed-text.ts';

/** Brings the text of a request to `serve` and the answer back; `undefined` when no answer came. */
export type Wire = (
  request: string,
  serve: (request: string) => Promise<string>,
) => Promise<string | undefined>;

export interface DirectLinkParts {
  readonly digest: Digest;
  /** The site whose proof of possession holds on this wire. */
  readonly siteId: number;
  /** Central as it is at the moment of the request: it may have been restarted since the last one. */
  readonly hub: () => Ear;
  readonly wire?: Wire;
}

/** One of the things that are said on the link: its shapes, and who answers it at central. */
interface Talk<Request, Reply> {
  readonly request: Shape<Request>;
  readonly answer: Shape<{ readonly reply?: Reply; readonly refusal?: Refusal }>;
  readonly serve: (hub: Ear, from: number, request: Request) => Promise<Result<Reply>>;
}

export function directLink(parts: DirectLinkParts): Link {
  return {
    exchange: (request) => say(parts, SYNC, request),
    ask: (request) => say(parts, ASK, request),
  };
}

async function say<Request, Reply>(
  { digest, siteId, hub, wire = straight }: DirectLinkParts,
  talk: Talk<Request, Reply>,
  request: Request,
): Promise<Result<Reply>> {
  const serve = (text: string) => serveTalk({ digest, siteId, hub: hub() }, talk, text);
  const sent = sealText(digest, JSON.stringify(request));
  const coming: Promise<string | undefined> = wire(sent, serve);
  const answer = await coming;
  return answer === undefined ? refused(noAnswer({})) : readAnswer(digest, talk, answer, sent);
}

/** Central's side of an exchange: a sealed request in, a sealed answer out. */
export function serveText(
  central: { readonly digest: Digest; readonly siteId: number; readonly hub: Ear },
  sealed: string,
): Promise<string> {
  return serveTalk(central, SYNC, sealed);
}

async function serveTalk<Request, Reply>(
  { digest, siteId, hub }: { readonly digest: Digest; readonly siteId: number; readonly hub: Ear },
  talk: Talk<Request, Reply>,
  sealed: string,
): Promise<string> {
  const request = readRequest(digest, talk.request, sealed);
  const result = request.ok ? await talk.serve(hub, siteId, request.value) : request;
  const answer = result.ok ? { reply: result.value } : { refusal: result.refusal };
  return sealText(digest, JSON.stringify(answer), sealed);
}

function readRequest<Request>(
  digest: Digest,
  shape: Shape<Request>,
  sealed: string,
): Result<Request> {
  const request = jsonUnder(digest, sealed);
  if (request === undefined) return refused(requestDamaged({}));
  const parsed = parse(shape, request);
  if (parsed.ok) return parsed;
  const [fault = { path: '', reason: 'is not a request' }] = parsed.faults;
  return refused(requestNotUnderstood({ path: fault.path, reason: fault.reason }));
}

function readAnswer<Reply>(
  digest: Digest,
  { answer }: Pick<Talk<never, Reply>, 'answer'>,
  sealed: string,
  request: string,
): Result<Reply> {
  const parsed = parse(answer, jsonUnder(digest, sealed, request));
  if (!parsed.ok) return refused(answerDamaged({}));
  const { reply, refusal } = parsed.value;
  if (reply !== undefined) return { ok: true, value: reply };
  return refused(refusal ?? answerDamaged({}));
}

function jsonUnder(digest: Digest, sealed: string, to?: string): unknown {
  const json = openText(digest, sealed, to);
  return json === undefined ? undefined : JSON.parse(json);
}

const SYNC: Talk<SyncRequest, SyncReply> = {
  request: syncRequestShape,
  answer: object({ reply: syncReplyShape, refusal: refusalShape }, ['reply', 'refusal']),
  serve: (hub, from, request) => hub.serve(from, request),
};

const ASK: Talk<AskRequest, AskReply> = {
  request: askRequestShape,
  answer: object({ reply: askReplyShape, refusal: refusalShape }, ['reply', 'refusal']),
  serve: async (hub, from, request) => hub.answer?.(from, request) ?? refused(notAsked({})),
};

const straight: Wire = (request, serve) => serve(request);
