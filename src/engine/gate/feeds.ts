import type { Unit, View } from '#engine/ports';
import { readFacts, writeFacts } from '../facts.ts';
import type { Parts } from '../parts.ts';

/** The numbers of these feeds, given out on first use. */
export async function feedNumbers(
  parts: Parts,
  unit: Unit,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const known = new Map(await knownFeeds(parts, unit, [...names]));
  const unknown = [...names].filter((name) => !known.has(name));
  if (unknown.length === 0) return known;
  const { next_feed } = await readFacts(unit, 'next_feed');
  const rows = unknown.map((name, i) => ({ name, number: next_feed + i }));
  await unit.put('feed', rows);
  await writeFacts(unit, { next_feed: next_feed + rows.length });
  for (const row of rows) known.set(row.name, row.number);
  return known;
}

/** So many are asked of the memory one by one. */
const FEW = 8;

/** The numbers of those of these feeds that have ever been written to. */
export async function knownFeeds(
  { recent }: Parts,
  view: View,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const known = new Map<string, number>();
  for (const name of names.length > FEW ? [] : names) {
    const number = (await recent.feeds.of(name)) ?? 0;
    if (number > 0) known.set(name, number);
  }
  // NOTE one that was first written to in this very unit is in nobody's memory yet.
  const others = names.filter((name) => !known.has(name));
  for (const [name, row] of await view.get('feed', others))
    known.set(String(name), Number(row['number']));
  return known;
}
