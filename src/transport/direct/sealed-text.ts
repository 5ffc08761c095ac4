import type { Digest } from '#base';

/** The text with its own hash in front, so that what was cut or garbled on the way is told from what was sent (A7). */
export function sealText(digest: Digest, text: string): string {
  return `${digest.sha256(text)} ${text}`;
}

/** The text under the seal; `undefined` when it is not whole and unchanged, or was never sealed. */
export function openText(digest: Digest, sealed: string): string | undefined {
  const text = sealed.slice(HASH_LENGTH + 1);
  return sealed.charAt(HASH_LENGTH) === ' ' && sealed.slice(0, HASH_LENGTH) === digest.sha256(text)
    ? text
    : undefined;
}

const HASH_LENGTH = 64;
