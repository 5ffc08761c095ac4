// Site and central in one process, and yet what they say crosses as text, exactly as over a network:
// whatever the text cannot carry is lost here too, and whoever holds the wire may cut, garble, lose or repeat it.
import {
  anything,
  type Digest,
  object,
  oneOf,
  parse,
  type RefusalKind,
  type Result,
  record,
  refused,
  text,
} from '#base';
import type { Ear, Link } from '#engine/ports';
import { type SyncReply, type SyncRequest, syncReplyShape, syncRequestShape } from '#protocol';
import { answerDamaged, noAnswer, requestDamaged, requestNotUnderstood } from './refusals.ts';
import { openText, sealText } from './sealed-text.ts';

/** What central answers to the site whose proof of possession holds. */
export interface Server {
  readonly serve: (from: number, request: SyncRequest) => Promise<Result<SyncReply>>;
}

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

export function directLink(parts: DirectLinkParts): Link {
  const { digest, siteId } = parts;
  const wire: Wire = parts.wire ?? straight;
  return {
    async exchange(request) {
      const serve = (text: string) => serveText({ digest, siteId, hub: parts.hub() }, text);
      const sent = sealText(digest, JSON.stringify(request));
      const coming: Promise<string | undefined> = wire(sent, serve);
      const answer = await coming;
      return answer === undefined ? refused(noAnswer({})) : readAnswer(digest, answer, sent);
    },
  };
}

/** Central's side: a sealed request in, a sealed answer out. */
export async function serveText(
  { digest, siteId, hub }: { readonly digest: Digest; readonly siteId: number; readonly hub: Ear },
  sealed: string,
): Promise<string> {
  const request = readRequest(digest, sealed);
  const result = request.ok ? await hub.serve(siteId, request.value) : request;
  const answer = result.ok ? { reply: result.value } : { refusal: result.refusal };
  return sealText(digest, JSON.stringify(answer), sealed);
}

function readRequest(digest: Digest, sealed: string): Result<SyncRequest> {
  const request = jsonUnder(digest, sealed);
  if (request === undefined) return refused(requestDamaged({}));
  const parsed = parse(syncRequestShape, request);
  if (parsed.ok) return parsed;
  const [fault = { path: '', reason: 'is not a request' }] = parsed.faults;
  return refused(requestNotUnderstood({ path: fault.path, reason: fault.reason }));
}

function readAnswer(digest: Digest, sealed: string, request: string): Result<SyncReply> {
  const parsed = parse(answerShape, jsonUnder(digest, sealed, request));
  if (!parsed.ok) return refused(answerDamaged({}));
  const { reply, refusal } = parsed.value;
  if (reply !== undefined) return { ok: true, value: reply };
  return refused(refusal ?? answerDamaged({}));
}

function jsonUnder(digest: Digest, sealed: string, to?: string): unknown {
  const json = openText(digest, sealed, to);
  return json === undefined ? undefined : JSON.parse(json);
}

const KINDS: readonly RefusalKind[] = [
  'input',
  'not-signed-in',
  'not-allowed',
  'not-found',
  'conflict',
  'too-large',
  'row-check',
  'too-many',
  'unreachable',
  'no-space',
];

const refusalShape = object({
  code: text(),
  kind: oneOf(KINDS),
  message: text(),
  details: record(anything()),
  next: text(),
});
const answerShape = object({ reply: syncReplyShape, refusal: refusalShape }, ['reply', 'refusal']);

const straight: Wire = (request, serve) => serve(request);
