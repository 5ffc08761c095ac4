import { momentOf } from '#base';
import { ruleOfRow, rulesOf } from '#dictionary';
import type { Unit } from '#engine/ports';
import { ask } from '../gate/asked.ts';
import type { Change } from '../gate/change.ts';
import { movesHome } from '../gate/keep-home.ts';
import { logGroup } from '../gate/log-group.ts';
import { editRefusal } from '../gate/may-edit.ts';
import { writeRows } from '../gate/record.ts';
import { rootsOf } from '../gate/roots.ts';
import type { Parts } from '../parts.ts';

/** Whether a change that arrived is central's writing in a table that is edited where a store is active. */
export function isCentralsPart(parts: Parts, { table, after }: Change): boolean {
  const known = parts.dictionary.table(table);
  if (known === undefined || after['origin_site_id'] !== parts.country.topology.central().siteId)
    return false;
  const own = ruleOfRow(known, after);
  const rules =
    own === undefined ? rulesOf(parts.dictionary, known).cases.map(({ rule }) => rule) : [own];
  return rules.some(({ editedAt }) => editedAt.at === 'active-site');
}

/**
 * The answering half that central made for a store of this site, and the links it set, go into this site's own
 * log as one group: all that a site owns can be offered again when central is restored (I1), and never half of it.
 * Returns which of the changes are this site's own.
 */
export async function adopt(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const { topology } = parts.country;
  const owned = await ownedHere(parts, unit, changes);
  const own = changes.filter((_, i) => owned[i] === true);
  if (own.length === 0 || parts.faults.has('forget-re-offer')) return own;
  const adopted = own.map(({ table, after }) => ({
    table,
    before: after,
    after: {
      ...after,
      row_version: Number(after['row_version']) + 1,
      origin_site_id: topology.self,
    },
  }));
  await writeRows(unit, adopted);
  await logGroup(parts, unit, { at: momentOf(parts.clock), changes: adopted, topology });
  return own;
}

/** For each change whether this site is where its row is edited. */
export async function ownedHere(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<readonly boolean[]> {
  const { topology } = parts.country;
  const held = changes.map((change) => ({
    table: change.table,
    row: change.before ?? change.after,
  }));
  const roots = await rootsOf(parts.dictionary, unit, held);
  // NOTE whom central gives away with these very changes, it takes along with what hangs on them.
  const given = changes.filter((change) => movesHome(topology, change));
  const asked = await ask(unit, topology, roots, [
    ...held,
    ...given.map((change) => ({ table: change.table, row: change.after })),
  ]);
  const editing = { siteId: topology.self, asked, creating: false, faults: parts.faults };
  return roots.map(
    (root) => root !== undefined && editRefusal(topology, root, editing) === undefined,
  );
}
