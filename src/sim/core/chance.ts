import type { Random } from '#base';

/** Chance that can be repeated: the same seed gives the same draws, for ever and on every machine. */
export interface Chance extends Random {
  /** A number in [0, 1). */
  readonly fraction: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly happens: (probability: number) => boolean;
  /** One of the members; the list must have some. */
  readonly pick: <T>(members: readonly T[]) => T;
  /** One of the members, each as likely as its weight says. */
  readonly weighted: <T>(members: readonly (readonly [weight: number, member: T])[]) => T;
  readonly shuffled: <T>(members: readonly T[]) => T[];
  /** A number whose logarithm is spread evenly: small ones are as likely as great ones. */
  readonly spread: (low: number, high: number) => number;
}

/** The parts of the seed together name the stream: `chanceOf(7, 'network', 3)`. */
export function chanceOf(...seed: readonly (string | number)[]): Chance {
  const next = generator(seed.join('/'));
  const fraction = () => next() / 0x1_0000_0000;
  const whole = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  const pick = <T>(members: readonly T[]): T => {
    if (members.length === 0) throw new Error('Nothing to pick from.');
    return members[whole(0, members.length - 1)] as T;
  };
  return {
    fraction,
    whole,
    pick,
    bytes: (count) => Uint8Array.from({ length: count }, () => next() >>> 24),
    happens: (probability) => fraction() < probability,
    weighted(members) {
      let left = fraction() * members.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, member] of members) {
        left -= weight;
        if (left < 0) return member;
      }
      return pick(members)[1];
    },
    shuffled(members) {
      const left = [...members];
      for (let i = left.length - 1; i > 0; i -= 1) {
        const j = whole(0, i);
        [left[i], left[j]] = [left[j] as (typeof left)[number], left[i] as (typeof left)[number]];
      }
      return left;
    },
    spread: (low, high) => low * (high / low) ** fraction(),
  };
}

/** sfc32, its state taken from the text by a small hash and then stirred. */
function generator(seed: string): () => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  for (let i = 0; i < seed.length; i += 1) {
    const code = seed.charCodeAt(i);
    a = Math.imul(a ^ code, 0x85ebca6b) ^ (b >>> 13);
    b = Math.imul(b ^ a, 0xc2b2ae35) ^ (c >>> 16);
    c = Math.imul(c + code, 0x27d4eb2f) ^ (a >>> 11);
  }
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}
