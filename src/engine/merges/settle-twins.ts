// What may occur only once (an item in a store, a name on a list) cannot simply be turned: the removed one and the kept
// one may both have it. Central, where every such row is, decides, and everybody hears of it as of any change.
import { momentOf, must } from '#base';
import type { Row, Value } from '#dictionary';
import type { Unit } from '#engine/ports';
import { type Change, idOf } from '../gate/change.ts';
import type { Located } from '../gate/roots.ts';
import type { Parts } from '../parts.ts';
import type { Merges } from './known-merges.ts';
import type { MergePlan } from './merge-plan.ts';
import { awayFrom } from './turn-references.ts';

interface Settling {
  readonly plan: MergePlan;
  readonly merges: Merges;
}

/** The rows that name what was merged away in a column whose value may occur once only. */
export async function twinsAround(
  unit: Unit,
  { plan, merges }: Settling,
): Promise<readonly Located[]> {
  const found = new Map<string, Located>();
  for (const { name: table } of plan.referring) {
    for (const { column, table: to, unique } of plan.columnsOf(table)) {
      const away = unique ? awayFrom(merges, to) : [];
      if (away.length === 0) continue;
      for (const row of await unit.select({ table, where: [{ column, in: away }] }))
        found.set(idOf(row), { table, row });
    }
  }
  return [...found.values()];
}

/** Turns them, or lets them give way, one after the other; the changes are central's and written. */
export async function settleTwins(
  parts: Parts,
  unit: Unit,
  settling: Settling & { readonly rows: readonly Located[] },
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const edit = async (table: string, before: Row, columns: Row) => {
    const after = byCentral(parts, before, columns);
    await unit.put(table, [after]);
    changes.push({ table, before, after });
  };
  for (const { table, row: given } of settling.rows) {
    const row = must((await unit.get(table, [idOf(given)])).get(idOf(given)), 'it is still here');
    if (row['deleted_at'] !== null) continue;
    const wanted = wantedOf(settling, table, row);
    if (Object.entries(wanted).every(([column, id]) => row[column] === id)) continue;
    const groups = parts.dictionary.table(table)?.unique ?? [];
    const others = await holdersOf(unit, table, groups, { ...row, ...wanted });
    const stays = others.every((other) => isShown(settling, row) && !isShown(settling, other));
    const gone = { deleted_at: momentOf(parts.clock) };
    for (const other of stays ? others : []) await edit(table, other, gone);
    await edit(table, row, stays ? wanted : gone);
  }
  return changes;
}

/** The columns of the row that name what was merged away, with what is left of it. */
function wantedOf({ plan, merges }: Settling, table: string, row: Row): Row {
  const wanted: Record<string, Value> = {};
  for (const { column, table: to, unique } of plan.columnsOf(table)) {
    const id = row[column];
    if (unique && typeof id === 'string') wanted[column] = merges.kept(to, id);
  }
  return wanted;
}

/** The row as central changes it. */
export function byCentral(parts: Parts, before: Row, columns: Row): Row {
  return {
    ...before,
    ...columns,
    updated_at: momentOf(parts.clock),
    row_version: Number(before['row_version']) + 1,
    origin_site_id: parts.country.topology.self,
  };
}

/** The other living rows that say the same as this one in one of the groups of columns. */
export async function holdersOf(
  unit: Unit,
  table: string,
  groups: readonly (readonly string[])[],
  row: Row,
): Promise<readonly Row[]> {
  const holders: Row[] = [];
  for (const group of groups) {
    if (group.some((column) => row[column] === null)) continue;
    const same = group.map((column) => ({ column, is: row[column] ?? null }));
    const where = [...same, { column: 'deleted_at', is: null }];
    holders.push(...(await unit.select({ table, where })));
  }
  return holders.filter((each) => idOf(each) !== idOf(row));
}

function isShown({ plan }: Settling, row: Row): boolean {
  return row[plan.source.hidden] !== true;
}
