import { must } from '#base';

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = must(sorted[Math.floor(at)], 'there are values');
  const above = must(sorted[Math.ceil(at)], 'there are values');
  return below + (above - below) * (at - Math.floor(at));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The values of one over those of the other, pair by pair: both were measured in turn, on the same busy machine. */
export function ratios(values: readonly number[], others: readonly number[]): readonly number[] {
  return values.map((value, i) => value / must(others[i], 'both sides were measured as often'));
}
