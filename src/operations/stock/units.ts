import { type Decimal, multiply, parseDecimal, toMillionths } from '#base';

const MILLION = 1_000_000n;

/** Packs in units, where they can be counted exactly (C4); undefined where they cannot. */
export function unitsOf(packs: Decimal, packSize: Decimal): Decimal | undefined {
  const size = toMillionths(packSize);
  if (size <= 0n || (toMillionths(packs) * size) % MILLION !== 0n) return undefined;
  return parseDecimal(multiply(packs, packSize));
}
