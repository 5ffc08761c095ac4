import { must } from '#base';
import { type Dictionary, type OwnRule, type Row, ruleOfRow, type Table } from '#dictionary';
import type { View } from '#engine/ports';
import { idOf } from './change.ts';

/** The row whose rule a row falls under: itself, or the row at the top of its parents. */
export interface Root {
  readonly table: Table;
  readonly rule: OwnRule;
  readonly row: Row;
}

export interface Located {
  readonly table: string;
  readonly row: Row;
}

/**
 * The roots of many rows at once, in their order; undefined where a parent is missing. Parents among the
 * rows themselves are found first, then those in the database (one read a level and table).
 */
export async function rootsOf(
  dictionary: Dictionary,
  view: View,
  rows: readonly Located[],
): Promise<readonly (Root | undefined)[]> {
  const own = new Map(rows.map((each) => [`${each.table}/${idOf(each.row)}`, each.row]));
  const roots: (Root | undefined)[] = [];
  let open: { readonly at: number; readonly table: Table; readonly row: Row }[] = [];
  rows.forEach((each, at) => {
    open.push({
      at,
      table: must(dictionary.table(each.table), `${each.table} is a table`),
      row: each.row,
    });
  });
  while (open.length > 0) {
    const missing = new Map<string, Set<string>>();
    const climbing: { readonly at: number; readonly table: Table; readonly id: string }[] = [];
    for (const { at, table, row } of open) {
      const { sync } = table;
      if (sync.kind !== 'with-parent') {
        const rule = must(ruleOfRow(table, row), `${table.name} has a rule of its own`);
        roots[at] = { table, rule, row };
        continue;
      }
      const parent = must(
        dictionary.table(table.columns[sync.parent]?.ref ?? ''),
        `${table.name} names its parent table`,
      );
      const id = String(row[sync.parent]);
      climbing.push({ at, table: parent, id });
      if (!own.has(`${parent.name}/${id}`))
        missing.set(parent.name, (missing.get(parent.name) ?? new Set()).add(id));
    }
    for (const [table, ids] of missing) {
      for (const row of (await view.get(table, [...ids])).values())
        own.set(`${table}/${idOf(row)}`, row);
    }
    open = climbing.flatMap(({ at, table, id }) => {
      const row = own.get(`${table.name}/${id}`);
      return row === undefined ? [] : [{ at, table, row }];
    });
  }
  return Array.from(rows, (_, at) => roots[at]);
}
