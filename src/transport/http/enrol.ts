import type { Dispatcher } from 'undici';
import { object, parse, type Result, refused, type TypeOf, text, whole } from '#base';
import { connectionsTo, provenAnswer } from './http-link.ts';
import { readJson } from './json-text.ts';
import { type Signer, verifierOf } from './keys.ts';
import { post } from './post.ts';
import { ENROL_PATH, requestText, writeAuthorization } from './proof.ts';
import { damagedReply, notUnderstoodReply } from './refusals.ts';
import { readRefusal } from './wire-refusal.ts';

export const enrolRequestShape = object({
  code: text({ min: 1, max: 100 }),
  public_key: text({ min: 1, max: 200 }),
});

export const enrolReplyShape = object({
  site_id: whole({ min: 1 }),
  name: text({ max: 500 }),
  /** Of this device's database. */
  incarnation: text({ max: 40 }),
  /** Of central's. */
  central: text({ max: 40 }),
  /** Signs central's replies from here on. */
  central_key: text({ min: 1, max: 200 }),
});
export type EnrolReply = TypeOf<typeof enrolReplyShape>;

export interface EnrolAttempt {
  readonly url: string;
  readonly code: string;
  readonly signer: Signer;
  readonly dispatcher?: Dispatcher;
}

/**
 * Exchanges a one-time code for the identity of a site. Central's key is taken on the word of the connection: this
 * is the one moment that relies on TLS in front of central.
 */
export async function enrol({
  url,
  code,
  signer,
  dispatcher,
}: EnrolAttempt): Promise<Result<EnrolReply>> {
  const { origin, pathname } = new URL(url);
  const body = Buffer.from(JSON.stringify({ code, public_key: signer.publicKey }));
  const signature = signer.sign(requestText(ENROL_PATH, body));
  const own = dispatcher === undefined ? connectionsTo(origin) : undefined;
  try {
    const posted = await post({
      dispatcher: dispatcher ?? (own as Dispatcher),
      origin,
      path: `${pathname.replace(/\/+$/, '')}${ENROL_PATH}`,
      authorization: writeAuthorization({ siteId: 0, signature }),
      body,
    });
    if (!posted.ok) return posted;
    const json = readJson(posted.value.body.toString('utf8'), 8);
    const value = json.kind === 'json' ? json.value : undefined;
    const signedBy = verifierOf(keyIn(value));
    const proven = provenAnswer(posted.value, signature, signedBy);
    const refusal = posted.value.status === 200 ? undefined : readRefusal(value);
    if (refusal !== undefined) return refused(refusal);
    if (!proven.ok) return proven;
    if (json.kind !== 'json') return refused(damagedReply({ what: 'it is not JSON' }));
    const parsed = parse(enrolReplyShape, json.value);
    if (parsed.ok) return parsed;
    const [fault] = parsed.faults;
    return refused(
      notUnderstoodReply({ path: fault?.path ?? 'it', reason: fault?.reason ?? 'is not sound' }),
    );
  } finally {
    await own?.destroy();
  }
}

function keyIn(value: unknown): string {
  const key = (value as { readonly central_key?: unknown } | null | undefined)?.central_key;
  return typeof key === 'string' ? key : '';
}
