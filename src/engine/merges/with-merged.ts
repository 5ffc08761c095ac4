import type { Unit } from '#engine/ports';
import type { Parts } from '../parts.ts';
import { mergedAway, mergesAround } from './known-merges.ts';

/**
 * These ids, and those of all rows that are one with them: who loses sight of a person loses the removed rows too, and
 * what tells of the merges.
 */
export async function withMerged(
  parts: Parts,
  unit: Unit,
  ids: readonly string[],
): Promise<readonly string[]> {
  if ((await mergedAway(parts, unit)).size === 0) return ids;
  const { all } = await mergesAround(parts, unit, ids);
  return [...new Set([...ids, ...all.flatMap(({ kept, removed }) => [kept, removed])])];
}

/** The same for places to look at. */
export async function alsoMerged<T extends { readonly ids: readonly string[] }>(
  parts: Parts,
  unit: Unit,
  places: readonly T[],
): Promise<readonly T[]> {
  const wider: T[] = [];
  for (const place of places)
    wider.push({ ...place, ids: await withMerged(parts, unit, place.ids) });
  return wider;
}
