import { must } from '#base';
import type { Dictionary } from '../model/dictionary.ts';
import type { ByColumn, OwnRule } from '../model/sync-rule.ts';
import type { Row, Table } from '../model/table.ts';

/** One of the rules that rows of a table may follow; `when`: the value that chooses it, where a column does. */
export interface RuleCase {
  readonly rule: OwnRule;
  readonly when?: { readonly column: string; readonly value: string };
}

export interface TableRules {
  /** The table whose rules they are: the table itself, or the header its rows belong to. */
  readonly table: Table;
  readonly cases: readonly RuleCase[];
}

/** The rules that a table's rows follow: its own, or those of the table they are edited and sent with. */
export function rulesOf(dictionary: Dictionary, table: Table): TableRules {
  const { sync } = table;
  if (sync.kind !== 'with-parent') return { table, cases: casesOf(table) };
  const parent = must(
    table.columns[sync.parent]?.ref,
    `${table.name}.${sync.parent} is a reference`,
  );
  return rulesOf(
    dictionary,
    must(dictionary.table(parent), `${parent} is a table of the dictionary`),
  );
}

/** The rules that a table declares itself: none where its rows follow another row. */
export function casesOf({ sync }: Table): readonly RuleCase[] {
  switch (sync.kind) {
    case 'own':
      return [{ rule: sync }];
    case 'by-column':
      return Object.entries(sync.rules).map(([value, rule]) => ({
        rule,
        when: { column: sync.column, value },
      }));
    case 'with-parent':
      return [];
  }
}

/** The rule of this row; undefined where it follows the row it belongs to. */
export function ruleOfRow({ name, columns, sync }: Table, row: Row): OwnRule | undefined {
  switch (sync.kind) {
    case 'own':
      return sync;
    case 'by-column': {
      const value = caseOf(sync, columns[sync.column]?.required === false, row);
      return must(sync.rules[value], `${name} has a rule for ${sync.column} ${value}`);
    }
    case 'with-parent':
      return undefined;
  }
}

/** The value that chooses the row's rule, as the rule names it. */
function caseOf(sync: ByColumn, optional: boolean, row: Row): string {
  const value = row[sync.column] ?? null;
  if (optional) return value === null ? 'blank' : 'given';
  return String(value);
}
