import { must } from '#base';
import type { Unit, View } from '#engine/ports';
import { readFacts, writeFacts } from '../facts.ts';

/** The numbers of these feeds, given out on first use. */
export async function feedNumbers(
  unit: Unit,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const known = new Map(await knownFeeds(unit, [...names]));
  const unknown = [...names].filter((name) => !known.has(name));
  if (unknown.length === 0) return known;
  const { next_feed } = await readFacts(unit, 'next_feed');
  const rows = unknown.map((name, i) => ({ name, number: next_feed + i }));
  await unit.put('feed', rows);
  await writeFacts(unit, { next_feed: next_feed + rows.length });
  for (const row of rows) known.set(row.name, row.number);
  return known;
}

/** The numbers of those of these feeds that have ever been written to. */
export async function knownFeeds(
  view: View,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await view.get('feed', names);
  return new Map(
    names.flatMap((name) =>
      rows.has(name)
        ? [[name, Number(must(rows.get(name), 'the feed is known')['number'])] as const]
        : [],
    ),
  );
}
