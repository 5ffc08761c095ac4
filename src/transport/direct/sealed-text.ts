import type { Digest } from '#base';

const HASH_LENGTH = 64;

/**
 * The text with its own hash in front, so that what was cut or garbled on the way is told from what was sent.
 * An answer is sealed together with the request it answers (`to`, itself sealed), so that an old or foreign answer
 * fits no request (A7), as over HTTP the signatures see to.
 */
export function sealText(digest: Digest, text: string, to = ''): string {
  return `${hashOf(digest, text, to)} ${text}`;
}

/** The text under the seal; `undefined` when it is not whole and unchanged, or was sealed for another request. */
export function openText(digest: Digest, sealed: string, to = ''): string | undefined {
  const text = sealed.slice(HASH_LENGTH + 1);
  const isSealed = sealed.charAt(HASH_LENGTH) === ' ';
  return isSealed && sealed.startsWith(hashOf(digest, text, to)) ? text : undefined;
}

function hashOf(digest: Digest, text: string, to: string): string {
  return digest.sha256(to === '' ? text : `${to.slice(0, HASH_LENGTH)} ${text}`);
}
