// A site that gains a store with years behind it takes most of the rows as a file, in whole. The file waits, as pages do,
// until all up to the head is here: then all of it becomes visible at once.
import { must } from '#base';
import type { Row } from '#dictionary';
import { type Gain, NotUnique, type RowsBeside, type Unit } from '#engine/ports';
import type { Page } from '#protocol';
import { writeFacts } from '../facts.ts';
import { idOf } from '../gate/change.ts';
import { oweConsequences } from '../gate/record.ts';
import type { Parts } from '../parts.ts';
import { pageOf } from './page-tables.ts';

/** Rows looked at one by one are read so many at a time. */
const TOGETHER = 1_000;

/**
 * Takes in the file, in the caller's unit. Rows that say who is where, and those that become this site's own, go the way
 * of pages (`apply`), which counts them; returns how many others were taken.
 */
export async function takeGain(
  parts: Parts,
  unit: Unit,
  { gain, apply }: { readonly gain: Gain; readonly apply: (page: Page) => Promise<void> },
): Promise<number> {
  const beside = await must(unit.beside, 'this database takes files')(gain.file);
  const mayTake = await whatMayBeTaken(parts, unit);
  let taken = 0;
  for (const table of beside.tables) {
    const isWhole =
      mayTake(table) &&
      !(await hasCentralRows(parts, beside, table)) &&
      (await takeWhole(parts, unit, { beside, table }));
    if (isWhole) taken += await beside.count({ table });
    else
      for await (const rows of slicesOf(beside, table))
        await apply({ ...pageOf(table, rows), marks: gain.marks });
  }
  await writeFacts(unit, { gain: null });
  return taken;
}

/** False, and nothing done, where a row here stands in the way of one that comes: pages clear it. */
async function takeWhole(
  parts: Parts,
  unit: Unit,
  { beside, table }: { readonly beside: RowsBeside; readonly table: string },
): Promise<boolean> {
  try {
    await unit.attempt(async () => {
      if (parts.mayFollow(parts.country.topology, { table })) {
        for await (const rows of slicesOf(beside, table)) {
          const here = await unit.get(table, rows.map(idOf));
          const coming = rows.map((row) => ({ table, row, before: here.get(idOf(row)) }));
          await oweConsequences(parts, unit, coming);
        }
      }
      await beside.take(table);
    });
    return true;
  } catch (thrown) {
    if (thrown instanceof NotUnique) return false;
    throw thrown;
  }
}

/** Tables whose rows need not be seen one by one as they come. */
async function whatMayBeTaken(
  { country, dictionary }: Parts,
  unit: Unit,
): Promise<(table: string) => boolean> {
  const { topology } = country;
  const isPrimary = topology.site(topology.self)?.isPrimary === true;
  const hidden = await unit.count({ table: 'hidden_row', limit: 1 });
  // NOTE the primary may have merged what central does not know of yet; what is out of sight comes into sight.
  if (isPrimary || hidden > 0) return () => false;
  const events = dictionary.topology.merges?.event.table;
  return (table) => !topology.dependsOn(table) && table !== events;
}

/** What central wrote becomes this site's own where it edits the row: that is seen row by row. */
async function hasCentralRows(
  { country }: Parts,
  beside: RowsBeside,
  table: string,
): Promise<boolean> {
  const central = country.topology.central().siteId;
  const where = [{ column: 'origin_site_id', is: central }];
  return (await beside.count({ table, where, limit: 1 })) > 0;
}

async function* slicesOf(beside: RowsBeside, table: string): AsyncGenerator<readonly Row[]> {
  for (let last: string | undefined; ; ) {
    const rows = await beside.select({
      table,
      where: last === undefined ? [] : [{ column: 'id', above: last }],
      order: [{ column: 'id' }],
      limit: TOGETHER,
    });
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows;
    last = idOf(end);
  }
}
