// A merge may make the twin of a store visible where the removed name was: then that store sees the other one too, in
// the same unit of work (VS1), and no store sees itself. Where the merge is made it is refused between two stores, as
// far as visibilities are known there (MG8).
import { derivedId, momentOf, must } from '#base';
import { emptyRow, type Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import { type Change, idOf } from '../gate/change.ts';
import type { Parts } from '../parts.ts';
import { byCentral } from './settle-twins.ts';

/** What central writes so that visibility between stores stays mutual after it has settled these rows. */
export async function seeEachOther(
  parts: Parts,
  unit: Unit,
  settled: readonly Change[],
): Promise<readonly Change[]> {
  const { visibility } = parts.dictionary.topology;
  const { topology } = parts.country;
  const changes: Change[] = [];
  const write = async (before: Row | undefined, columns: Row, cause: Row) => {
    const row = byCentral(parts, before ?? newRow(parts, cause), columns);
    await unit.put(visibility.table, [row]);
    changes.push({ table: visibility.table, before, after: row });
  };
  for (const { table, after } of settled) {
    if (table !== visibility.table || !shows(parts, after)) continue;
    const own = topology.store(String(after[visibility.store]));
    const other = topology.storeOfName(String(after[visibility.name]));
    if (own === undefined || other === undefined) continue;
    if (own === other) {
      await write(after, { deleted_at: momentOf(parts.clock) }, after);
      continue;
    }
    const back = { [visibility.name]: own.nameId, [visibility.store]: other.storeId };
    const where = Object.entries(back).map(([column, is]) => ({ column, is }));
    const [before] = await unit.select({
      table,
      where: [...where, { column: 'deleted_at', is: null }],
    });
    if (before !== undefined && shows(parts, before)) continue;
    const shown = { ...back, [visibility.inactive]: false };
    await write(before, shown, after);
  }
  return changes;
}

function shows({ dictionary }: Parts, row: Row): boolean {
  return row['deleted_at'] === null && row[dictionary.topology.visibility.inactive] !== true;
}

/** An empty row of the table of visibility, which follows from the other one. */
function newRow({ dictionary, clock, digest }: Parts, cause: Row): Row {
  const table = must(
    dictionary.table(dictionary.topology.visibility.table),
    'visibility names a table of the dictionary',
  );
  return {
    ...emptyRow(table),
    id: derivedId(digest, idOf(cause), 'seen-too'),
    created_at: momentOf(clock),
    deleted_at: null,
    row_version: 0,
  };
}
