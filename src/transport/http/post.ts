// One POST to central and what can go wrong on the way, in plain words.
import { type Dispatcher, errors } from 'undici';
import { ok, type Refusal, type Result, refused } from '#base';
import { MOST_UNPACKED } from './packing.ts';
import { cutOff, damagedReply, linkClosed, timedOut, unreachable } from './refusals.ts';

export interface Posted {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

export interface Post {
  readonly dispatcher: Dispatcher;
  readonly origin: string;
  /** The path on the wire; a prefix of central's address comes before the signed one. */
  readonly path: string;
  readonly authorization: string;
  readonly body: Buffer;
}

const ANSWER_MS = 60_000;
/** An upload gets a millisecond a byte on top: 8 kbit/s is the slowest link that is waited for. */
const BETWEEN_BYTES_MS = 60_000;

/** A refusal means that nothing is known to have happened. */
export async function post(request: Post): Promise<Result<Posted>> {
  const first = await tryPost(request);
  // NOTE a kept connection may have died in silence since the last exchange. Repeating is safe: central takes the
  // number of a request once.
  return first.ok || first.refusal.code !== cutOff({ reason: '' }).code ? first : tryPost(request);
}

async function tryPost({
  dispatcher,
  origin,
  path,
  authorization,
  body,
}: Post): Promise<Result<Posted>> {
  try {
    const response = await dispatcher.request({
      origin,
      path,
      method: 'POST',
      headers: { authorization, 'content-type': 'application/octet-stream' },
      body,
      headersTimeout: ANSWER_MS + body.length,
      bodyTimeout: BETWEEN_BYTES_MS,
    });
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MOST_UNPACKED) {
        response.body.destroy();
        return refused(damagedReply({ what: 'it has no end' }));
      }
      chunks.push(chunk);
    }
    return ok({
      status: response.statusCode,
      headers: response.headers,
      body: Buffer.concat(chunks),
    });
  } catch (thrown) {
    return refused(refusalOf(thrown));
  }
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at its address',
  ENOTFOUND: 'its name is not known to the network',
  EAI_AGAIN: 'its name cannot be looked up just now',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it from here',
  ENETDOWN: 'there is no network',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  CERT_HAS_EXPIRED: 'its certificate has expired (or the clock of this device is wrong)',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: the clock of this device is wrong',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by nobody known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by nobody known here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another address',
};

const CUT_OFF: Readonly<Record<string, string>> = {
  ECONNRESET: 'it was cut',
  EPIPE: 'it was cut',
  UND_ERR_SOCKET: 'it was cut',
  UND_ERR_ABORTED: 'it was given up',
  UND_ERR_INFO: 'it was cut',
};

function refusalOf(thrown: unknown): Refusal {
  const code = codeOf(thrown);
  if (code === undefined) throw thrown;
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return linkClosed({});
  const away = UNREACHABLE[code];
  if (away !== undefined) return unreachable({ reason: away });
  const cut = CUT_OFF[code];
  if (cut !== undefined) return cutOff({ reason: cut });
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return timedOut({});
  if (code.startsWith('HPE_') || code.startsWith('UND_ERR_'))
    return damagedReply({ what: 'it is not HTTP, or not whole' });
  return unreachable({ reason: `the network says ${code}` });
}

/** Faults of the network carry a code; anything else is a bug and goes on as one. */
function codeOf(thrown: unknown): string | undefined {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    const { code } = at as { readonly code?: unknown };
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
    if (typeof code === 'string' && code !== '') return code;
    if (at instanceof errors.HTTPParserError) return 'UND_ERR_PARSER';
    if (at instanceof errors.UndiciError) return 'UND_ERR_INFO';
  }
  return undefined;
}
