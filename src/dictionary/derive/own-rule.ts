import { must } from '#base';
import type { Dictionary } from '../model/dictionary.ts';
import type { SyncRule } from '../model/sync-rule.ts';
import type { Table } from '../model/table.ts';

export interface OwnRule {
  /** The table whose rule it is: the table itself, or the header its rows belong to. */
  readonly table: Table;
  readonly rule: Extract<SyncRule, { readonly kind: 'own' }>;
}

/** The rule that a table's rows follow: its own, or that of the table they are edited and sent with. */
export function ownRule(dictionary: Dictionary, table: Table): OwnRule {
  const { sync } = table;
  if (sync.kind === 'own') return { table, rule: sync };
  const parent = must(
    table.columns[sync.parent]?.ref,
    `${table.name}.${sync.parent} is a reference`,
  );
  return ownRule(
    dictionary,
    must(dictionary.table(parent), `${parent} is a table of the dictionary`),
  );
}
