import { createHash, hash, randomBytes } from 'node:crypto';
import type { Clock, Digest, Random } from '#base';

/** Time, chance and hashes of a Node process. */
export const nodeHost: { readonly clock: Clock; readonly random: Random; readonly digest: Digest } =
  {
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: { bytes: (count) => randomBytes(count) },
    digest: {
      sha256: (text) => hash('sha256', text),
      sha1: (prefix, text) => createHash('sha1').update(prefix).update(text).digest(),
    },
  };
