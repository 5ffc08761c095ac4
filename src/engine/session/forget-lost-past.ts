// Central was put back to a backup, and its news go on from before what this site has read. What came after is of a
// past that central does not know: its own sites will offer it again, document by document. Rows that are in use stay
// until then. What nobody has seen goes, so that nobody ever sees the half of it that happened to be here.
import type { Unit } from '#engine/ports';
import type { Marks } from '#protocol';
import { travels } from '../gate/record.ts';
import type { Parts } from '../parts.ts';
import { readTopology } from '../read-topology.ts';
import { parkedPages } from './parked-pages.ts';

/** Whether a page that ends at `to` starts before what was read up to `from`. */
export function goesBack(from: Marks, to: Marks): boolean {
  return Object.entries(from).some(([feed, position]) => (to[feed] ?? position) < position);
}

/** Pages that were parked beyond the place where central goes on. */
export async function forgetParked(unit: Unit, marks: Marks): Promise<void> {
  for await (const { number, page } of parkedPages(unit)) {
    if (goesBack(page.marks, marks))
      await unit.remove('parked_page', [{ column: 'number', is: number }]);
  }
}

/** All of a first download that has not reached its end: it begins anew. */
export async function forgetDownload(parts: Parts, unit: Unit): Promise<void> {
  for (const { name } of parts.dictionary.tables)
    if (travels(parts.dictionary, name)) await unit.remove(name, []);
  const { self } = parts.country.topology;
  parts.country.topology = await readTopology(parts.dictionary, unit, self);
}
