// Proof of possession. A request is signed by the device over method, path and the body as sent; the body carries
// the number that makes it new and the incarnation of central that it was made for. A reply is signed by central
// over the signature of its request and its own body, so an old or foreign reply fits no request.
import { hash } from 'node:crypto';

export const SYNC_PATH = '/sync/v1';
export const ENROL_PATH = '/sync/v1/enrol';
export const COPY_PATH = '/sync/v1/copy';
export const ASK_PATH = '/sync/v1/ask';
/** Where a reply carries central's signature (RFC 9110 names the field for what a server proves). */
export const REPLY_PROOF = 'authentication-info';

export type SyncPath = typeof SYNC_PATH | typeof ENROL_PATH | typeof COPY_PATH | typeof ASK_PATH;

export interface Authorization {
  /** 0 while the device has no site yet. */
  readonly siteId: number;
  readonly signature: string;
}

export function requestText(path: SyncPath, body: Uint8Array): string {
  return `atoll request\nPOST ${path}\n${hashOf(body)}`;
}

/** A reply's status is bound too: a refusal cannot be turned into a receipt. */
export function replyText(
  requestSignature: string,
  answer: { readonly status: number; readonly body: Uint8Array },
): string {
  return `atoll reply\n${requestSignature}\n${answer.status}\n${hashOf(answer.body)}`;
}

export function writeAuthorization({ siteId, signature }: Authorization): string {
  return `Atoll ${siteId}.${signature}`;
}

export function readAuthorization(header: string | undefined): Authorization | undefined {
  const match = /^Atoll (\d{1,15})\.([\w-]{86})$/.exec(header ?? '');
  const [, siteId, signature] = match ?? [];
  return siteId === undefined || signature === undefined
    ? undefined
    : { siteId: Number(siteId), signature };
}

function hashOf(body: Uint8Array): string {
  return hash('sha256', body, 'base64url');
}
