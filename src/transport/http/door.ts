// Central's side: who asks is proven before anything is unpacked, and every answer is signed.
import { type Clock, parse, type Refusal, type Result, refused, type Shape } from '#base';
import {
  type AskReply,
  type AskRequest,
  askRequestShape,
  PROTOCOL_VERSION,
  type SyncReply,
  type SyncRequest,
  syncRequestShape,
} from '#protocol';
import { attemptLimit } from './attempt-limit.ts';
import { enrolRequestShape } from './enrol.ts';
import { readJson } from './json-text.ts';
import { type Signer, type Verifier, verifierOf } from './keys.ts';
import { MOST_UNPACKED, pack, plain, unpack, type Wanted } from './packing.ts';
import {
  ASK_PATH,
  type Authorization,
  ENROL_PATH,
  readAuthorization,
  replyText,
  requestText,
  SYNC_PATH,
  type SyncPath,
} from './proof.ts';
import {
  keyNotUsable,
  noProof,
  requestDamaged,
  requestNotUnderstood,
  requestTooLarge,
  siteUnknown,
  tooManyAttempts,
  versionDiffers,
  wrongKey,
} from './refusals.ts';
import { statusOf } from './status.ts';

/** What the door asks of central; a site's `hub` is one. */
export interface Hub {
  readonly serve: (from: number, request: SyncRequest) => Promise<Result<SyncReply>>;
  readonly answer: (from: number, request: AskRequest) => Promise<Result<AskReply>>;
  readonly deviceOf: (siteId: number) => Promise<{ readonly public_key: string } | undefined>;
  readonly enrol: (request: {
    readonly code: string;
    readonly public_key: string;
  }) => Promise<Result<object>>;
}

export interface Call {
  readonly authorization: string | undefined;
  readonly body: Buffer;
  /** Where it comes from, as far as known; attempts to enrol are counted by it. */
  readonly from: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  /** Central's signature, for the header `authentication-info`; empty for a caller who signed nothing. */
  readonly proof: string;
}

export interface SyncDoor {
  readonly exchange: (call: Call) => Promise<Answer>;
  readonly ask: (call: Call) => Promise<Answer>;
  readonly enrol: (call: Call) => Promise<Answer>;
}

export interface DoorParts {
  readonly hub: Hub;
  /** Central's key. */
  readonly signer: Signer;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** Groups hold rows that hold JSON; nothing sound goes deeper. */
const REQUEST_DEPTH = 24;
const ENROL_DEPTH = 4;
/** Keys that were read once; a country has fewer sites. */
const KEYS_KEPT = 50_000;
const SMALL = 's'.charCodeAt(0);
const FAST = 'f'.charCodeAt(0);

export function syncDoor({ hub, signer, clock }: DoorParts): SyncDoor {
  const keys = new Map<string, Verifier>();
  const attempts = attemptLimit(clock);

  const answer = (signature: string, status: number, body: Buffer): Answer => ({
    status,
    body,
    proof: signature === '' ? '' : signer.sign(replyText(signature, { status, body })),
  });

  const verifier = (publicKey: string): Verifier | undefined => {
    const known = keys.get(publicKey);
    if (known !== undefined) return known;
    const read = verifierOf(publicKey);
    if (read === undefined) return undefined;
    if (keys.size >= KEYS_KEPT) keys.clear();
    keys.set(publicKey, read);
    return read;
  };

  /** The site whose device signed this body. */
  const prove = async (
    path: SyncPath,
    { given, body }: { readonly given: Authorization | undefined; readonly body: Buffer },
  ): Promise<Result<number>> => {
    if (given === undefined) return refused(noProof({}));
    const { siteId, signature } = given;
    const device = await hub.deviceOf(siteId);
    if (device === undefined) return refused(siteUnknown({ site_id: siteId }));
    const fits = verifier(device.public_key)?.verifies(requestText(path, body), signature);
    return fits === true ? { ok: true, value: siteId } : refused(wrongKey({ site_id: siteId }));
  };

  /** A call of a proven device on one of the paths, answered by `serve`. */
  const proven =
    <Request>(
      path: SyncPath,
      shape: Shape<Request>,
      serve: (from: number, request: Request) => Promise<Result<object>>,
    ) =>
    async (call: Call): Promise<Answer> => {
      const given = readAuthorization(call.authorization);
      const signature = given?.signature ?? '';
      const site = await prove(path, { given, body: call.body });
      if (!site.ok) return answer(signature, ...refusal(site.refusal));
      const read = await readRequest(call.body, shape);
      if (!read.ok) return answer(signature, ...refusal(read.refusal));
      const { request, text, wanted } = read.value;
      const served = await serve(site.value, request);
      if (!served.ok) return answer(signature, ...refusal(served.refusal));
      const body = await pack(JSON.stringify(served.value), { wanted, request: text });
      return answer(signature, 200, body);
    };

  return {
    exchange: proven(SYNC_PATH, syncRequestShape, hub.serve),
    ask: proven(ASK_PATH, askRequestShape, hub.answer),

    async enrol(call) {
      const signature = readAuthorization(call.authorization)?.signature ?? '';
      const said = (result: Result<object>): Answer =>
        result.ok
          ? answer(
              signature,
              200,
              Buffer.from(JSON.stringify({ ...result.value, central_key: signer.publicKey })),
            )
          : answer(
              signature,
              statusOf(result.refusal.kind),
              Buffer.from(JSON.stringify(result.refusal)),
            );
      const wait = attempts.wait(call.from);
      if (wait > 0)
        return said(refused(tooManyAttempts({ retry_after_seconds: Math.ceil(wait / 1_000) })));
      const json = readJson(call.body.toString('utf8'), ENROL_DEPTH);
      if (json.kind !== 'json') return said(refused(requestDamaged({})));
      const parsed = parse(enrolRequestShape, json.value);
      if (!parsed.ok) return said(refused(requestNotUnderstood(firstOf(parsed.faults))));
      const holds = verifierOf(parsed.value.public_key)?.verifies(
        requestText(ENROL_PATH, call.body),
        signature,
      );
      if (holds !== true) return said(refused(keyNotUsable({})));
      const enrolled = await hub.enrol(parsed.value);
      if (!enrolled.ok) attempts.noteFailure(call.from);
      return said(enrolled);
    },
  };
}

function refusal({ code, kind, message, details, next }: Refusal): readonly [number, Buffer] {
  return [statusOf(kind), plain(JSON.stringify({ code, kind, message, details, next }))];
}

interface ReadRequest<Request> {
  readonly request: Request;
  readonly text: string;
  readonly wanted: Wanted;
}

async function readRequest<Request>(
  body: Buffer,
  shape: Shape<Request>,
): Promise<Result<ReadRequest<Request>>> {
  const [wanted] = body;
  if (wanted !== SMALL && wanted !== FAST) return refused(requestDamaged({}));
  const unpacked = await unpack(body.subarray(1));
  if (unpacked.kind === 'too-large')
    return refused(requestTooLarge({ most: `${MOST_UNPACKED / 1024 / 1024} MB unpacked` }));
  if (unpacked.kind === 'damaged') return refused(requestDamaged({}));
  const json = readJson(unpacked.text, REQUEST_DEPTH);
  if (json.kind === 'malformed') return refused(requestDamaged({}));
  if (json.kind === 'too-deep')
    return refused(
      requestNotUnderstood({ path: 'it', reason: `is nested deeper than ${REQUEST_DEPTH} levels` }),
    );
  const other = otherVersion(json.value);
  if (other !== undefined)
    return refused(versionDiffers({ protocol: other, here: PROTOCOL_VERSION }));
  const parsed = parse(shape, json.value);
  return parsed.ok
    ? {
        ok: true,
        value: {
          request: parsed.value,
          text: unpacked.text,
          wanted: wanted === SMALL ? 'small' : 'fast',
        },
      }
    : refused(requestNotUnderstood(firstOf(parsed.faults)));
}

/** The version a request names, when it is not ours: its shape may be another one too. */
function otherVersion(value: unknown): number | undefined {
  const protocol = (value as { readonly protocol?: unknown } | null)?.protocol;
  return typeof protocol === 'number' && protocol !== PROTOCOL_VERSION ? protocol : undefined;
}

function firstOf(faults: readonly { readonly path: string; readonly reason: string }[]) {
  return faults[0] ?? { path: 'it', reason: 'is not sound' };
}
