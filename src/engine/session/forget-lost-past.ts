// Central was put back to a backup, and its news go on from before what this site has read. What came after is of a
// past that central does not know: its own sites will offer it again, document by document. Rows that are in use stay
// until then. What nobody has seen goes, so that nobody ever sees the half of it that happened to be here.
import type { Gain, Unit } from '#engine/ports';
import type { Marks } from '#protocol';
import { writeFacts } from '../facts.ts';
import { travels } from '../gate/record.ts';
import type { Parts } from '../parts.ts';
import { readTopology } from '../read-topology.ts';
import { parkedPages } from './parked-pages.ts';

/** Whether a page that ends at `to` starts before what was read up to `from`. */
export function goesBack(from: Marks, to: Marks): boolean {
  return Object.entries(from).some(([feed, position]) => (to[feed] ?? position) < position);
}

/**
 * Pages that were parked beyond the place where central goes on. Returns where the news has to go on: before the first
 * of these pages, of which a part may lie before that place.
 */
export async function forgetParked(unit: Unit, marks: Marks): Promise<Marks> {
  let on = marks;
  for await (const { number, after, page } of parkedPages(unit)) {
    if (!goesBack(page.marks, marks)) continue;
    on = earlier(on, after);
    await unit.remove('parked_page', [{ column: 'number', is: number }]);
  }
  return on;
}

/** A file that waits to be taken in goes; its feeds are read from their beginning again. */
export async function forgetGain(unit: Unit, gain: Gain, marks: Marks): Promise<Marks> {
  await writeFacts(unit, { gain: null });
  return Object.fromEntries(
    Object.entries(marks).filter(([feed]) => gain.marks[feed] === undefined),
  );
}

/** The feeds of both, each where it is read less far. */
function earlier(some: Marks, others: Marks): Marks {
  return Object.fromEntries(
    Object.entries(some).flatMap(([feed, position]) => {
      const other = others[feed];
      return other === undefined ? [] : [[feed, Math.min(position, other)]];
    }),
  );
}

/** All of a first download that has not reached its end: it begins anew. */
export async function forgetDownload(parts: Parts, unit: Unit): Promise<void> {
  for (const { name } of parts.dictionary.tables)
    if (travels(parts.dictionary, name)) await unit.remove(name, []);
  const { self } = parts.country.topology;
  parts.country.topology = await readTopology(parts.dictionary, unit, self);
}
