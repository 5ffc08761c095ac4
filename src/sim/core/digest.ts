import type { Digest } from '#base';
import { nodeHost } from '#host';

/** Hashes are the real ones: they draw nothing from chance or time. */
export const digest: Digest = nodeHost.digest;
