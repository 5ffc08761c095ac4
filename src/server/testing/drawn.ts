import { createHash } from 'node:crypto';

/** Fractions in [0, 1) that follow from a seed; each purpose draws its own, so that none disturbs another. */
export function drawn(seed: number, purpose: string): () => number {
  let draws = 0;
  return () => {
    draws += 1;
    const hash = createHash('sha256').update(`${seed}/${purpose}/${draws}`).digest();
    return hash.readUInt32BE(0) / 2 ** 32;
  };
}
