// A first download brings a site's own history back, and with it what was under way when its device was lost: halves
// that central made and nobody has numbered yet. They are taken over like any that arrive later.
import { type Row, rulesOf } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Change } from '../gate/change.ts';
import { oweConsequences } from '../gate/record.ts';
import type { Parts } from '../parts.ts';
import { adopt, isCentralsPart } from './adopt.ts';

/** Adopts the rows of this site that central wrote last, and owes their consequences; once, when the head is reached. */
export async function takeOverOpenRows(parts: Parts, unit: Unit): Promise<void> {
  const central = parts.country.topology.central().siteId;
  const changes: Change[] = [];
  for (const table of parts.dictionary.tables) {
    const { cases } = rulesOf(parts.dictionary, table);
    if (!cases.some(({ rule }) => rule.editedAt.at === 'active-site')) continue;
    const rows: readonly Row[] = await unit.select({
      table: table.name,
      where: [{ column: 'origin_site_id', is: central }],
    });
    const found = rows.map((after): Change => ({ table: table.name, before: after, after }));
    changes.push(...found.filter((change) => isCentralsPart(parts, change)));
  }
  const own = await adopt(parts, unit, changes);
  await oweConsequences(
    parts,
    unit,
    own.map((change) => ({ table: change.table, row: change.after })),
  );
}
