// Whether what a sync rule reads from a row is there to be read: stores, parties, parents, preferences. Each fault
// begins with what follows the table's name: `.column: …` or `: …`.
import { casesOf } from '../derive/rules-of.ts';
import type { Dictionary } from './dictionary.ts';
import type { ByColumn, EditedAt, OwnRule, Party, SentTo } from './sync-rule.ts';
import type { Table } from './table.ts';

export function ruleFaults(dictionary: Dictionary, table: Table): readonly string[] {
  const { sync } = table;
  if (sync.kind === 'with-parent') return parentFaults(dictionary, table, sync.parent);
  const oneOfSeveral = sync.kind === 'by-column';
  const faults = casesOf(table).flatMap(({ rule }) =>
    ownFaults(dictionary, table, rule, oneOfSeveral),
  );
  const choice = oneOfSeveral ? choiceFaults(dictionary, table, sync) : [];
  return [...new Set([...choice, ...faults])];
}

function parentFaults(dictionary: Dictionary, table: Table, parent: string): readonly string[] {
  const column = table.columns[parent];
  if (column?.ref === undefined) return [`.${parent}: is no reference, yet rows are sent with it`];
  const faults: string[] = [];
  if (!column.required) faults.push(`.${parent}: is optional, so a row could have no parent`);
  if (column.fixed !== true)
    faults.push(`.${parent}: is not fixed, so a row could change its parent`);
  if (endsInCircle(dictionary, table)) faults.push(`.${parent}: leads in a circle of parents`);
  return faults;
}

function endsInCircle(dictionary: Dictionary, start: Table): boolean {
  const passed = new Set<Table>();
  let at: Table | undefined = start;
  while (at !== undefined && at.sync.kind === 'with-parent') {
    if (passed.has(at)) return true;
    passed.add(at);
    const parent: string | undefined = at.columns[at.sync.parent]?.ref;
    at = parent === undefined ? undefined : dictionary.table(parent);
  }
  return false;
}

/** The column that chooses: its values are exactly those that have a rule, and a row keeps the value. */
function choiceFaults(
  dictionary: Dictionary,
  table: Table,
  { column: name, rules, decidedBy, stamped }: ByColumn,
): readonly string[] {
  const column = table.columns[name];
  if (column === undefined) return [`.${name}: is no column, yet it chooses the rule`];
  const faults: string[] = [];
  const values = !column.required
    ? ['blank', 'given']
    : column.kind === 'boolean'
      ? ['false', 'true']
      : [...(column.values ?? [])].sort();
  const ruled = Object.keys(rules).sort();
  if (values.join() !== ruled.join())
    faults.push(
      `.${name}: chooses among ${ruled.join(', ')}, yet can be ${values.join(', ') || 'anything'}`,
    );
  // NOTE a column that may be empty changes once, by the system: the row then falls under its other rule.
  if (column.required ? column.fixed !== true : column.assigned !== true)
    faults.push(`.${name}: can be changed by a person, and the rule with it`);
  if (stamped === true && (column.required || column.kind !== 'moment'))
    faults.push(`.${name}: is stamped with a moment, yet is no moment that may be empty`);
  if (decidedBy === undefined) return faults;
  const { preference, store, storeColumn, yes, no } = decidedBy;
  faults.push(...preferenceFaults(dictionary, preference));
  for (const value of [yes, no])
    if (rules[value] === undefined) faults.push(`.${name}: is set to ${value}, which has no rule`);
  faults.push(
    ...storeFaults(dictionary, table, { column: store, mayBeBlank: true, mayChange: false }),
  );
  const stores = dictionary.table(dictionary.topology.stores.table);
  if (storeColumn !== undefined && stores?.columns[storeColumn] === undefined)
    faults.push(`: asks each store for its ${storeColumn}, which is no column`);
  return faults;
}

function ownFaults(
  dictionary: Dictionary,
  table: Table,
  rule: OwnRule,
  oneOfSeveral: boolean,
): readonly string[] {
  const { editedAt, sentTo, stays } = rule;
  const stores = [
    editedStore(editedAt, oneOfSeveral),
    ...sentTo.map((audience) => audienceStore(audience, editedAt, oneOfSeveral)),
    ...sentTo.map(askedStore),
    stays && { column: stays.store, mayBeBlank: false, mayChange: false },
  ];
  return [
    ...stores.flatMap((wanted) =>
      wanted === undefined ? [] : storeFaults(dictionary, table, wanted),
    ),
    ...partiesOf(rule).flatMap(([party, column]) =>
      partyFaults(dictionary, table, { party, column, oneOfSeveral }),
    ),
    ...sentTo.flatMap(({ when }) =>
      when === undefined ? [] : preferenceFaults(dictionary, when.preference),
    ),
    ...(stays === undefined ? [] : staysFaults(dictionary, table, stays)),
  ];
}

/** A column that a rule reads a store from, and whether it may be empty or change. */
interface StoreColumn {
  readonly column: string;
  readonly mayBeBlank: boolean;
  readonly mayChange: boolean;
}

function editedStore(editedAt: EditedAt, oneOfSeveral: boolean): StoreColumn | undefined {
  if (!('store' in editedAt)) return undefined;
  const mayBeBlank = editedAt.at === 'creator' || oneOfSeveral;
  return { column: editedAt.store, mayBeBlank, mayChange: false };
}

function audienceStore(
  audience: SentTo,
  editedAt: EditedAt,
  oneOfSeveral: boolean,
): StoreColumn | undefined {
  if (!('store' in audience)) return undefined;
  const { to, store } = audience;
  // The counterparty becomes known with the trigger of a transfer; a message may name no sender and no recipient.
  if (to === 'counterparty') return { column: store, mayBeBlank: true, mayChange: true };
  return {
    column: store,
    mayBeBlank: (to === 'store' && editedAt.at === 'creator') || oneOfSeveral,
    mayChange: false,
  };
}

function askedStore({ when }: SentTo): StoreColumn | undefined {
  if (when === undefined || !('store' in when.of)) return undefined;
  return { column: when.of.store, mayBeBlank: false, mayChange: false };
}

function storeFaults(dictionary: Dictionary, table: Table, wanted: StoreColumn): readonly string[] {
  const stores = dictionary.topology.stores.table;
  const column = table.columns[wanted.column];
  if (table.name === stores && wanted.column === 'id') return [];
  if (column === undefined || column.ref !== stores)
    return [
      `.${wanted.column}: is no reference to ${stores}, yet the sync rule reads a store from it`,
    ];
  const faults: string[] = [];
  if (!column.required && !wanted.mayBeBlank)
    faults.push(`.${wanted.column}: is optional, so a row could belong to no store`);
  if (column.fixed !== true && !wanted.mayChange)
    faults.push(`.${wanted.column}: is not fixed, so a row could change its store`);
  return faults;
}

function partiesOf({ editedAt, sentTo }: OwnRule): readonly (readonly [Party, string])[] {
  return [editedAt, ...sentTo].flatMap((each): readonly (readonly [Party, string])[] => {
    if ('person' in each) return [[each.person, each.column]];
    return 'party' in each ? [[each.party, each.column]] : [];
  });
}

function partyFaults(
  dictionary: Dictionary,
  table: Table,
  {
    party,
    column: name,
    oneOfSeveral,
  }: { readonly party: Party; readonly column: string; readonly oneOfSeveral: boolean },
): readonly string[] {
  const { parties } = dictionary.topology;
  if (parties === undefined) return [': asks for a party, yet the topology knows none'];
  const wanted = parties[party].table;
  if (table.name === wanted && name === 'id') return [];
  const column = table.columns[name];
  // NOTE where a column chooses the rule, an id may name rows of several tables (the two rows of a merge).
  const anyTable = oneOfSeveral && column?.kind === 'text';
  if (column === undefined || (column.ref !== wanted && !anyTable))
    return [`.${name}: is no reference to ${wanted}, yet the sync rule reads a ${party} from it`];
  const faults: string[] = [];
  if (!column.required) faults.push(`.${name}: is optional, so a row could belong to no ${party}`);
  if (column.fixed !== true)
    faults.push(`.${name}: is not fixed, so a row could change its ${party}`);
  return faults;
}

function preferenceFaults(dictionary: Dictionary, key: string): readonly string[] {
  const known = dictionary.topology.preferences?.defaults ?? {};
  return Object.hasOwn(known, key) ? [] : [`: asks for the preference ${key}, which is not known`];
}

function staysFaults(
  dictionary: Dictionary,
  table: Table,
  { unlessGiven }: NonNullable<OwnRule['stays']>,
): readonly string[] {
  if (unlessGiven === undefined) return [];
  const { column, through } = unlessGiven;
  if (through !== undefined && table.columns[through.column]?.ref !== through.table)
    return [`.${through.column}: is no reference to ${through.table}, yet that row is asked`];
  const asked = through === undefined ? table : dictionary.table(through.table);
  if (asked?.columns[column]?.required === false) return [];
  return [`: stays unless ${asked?.name}.${column} is given, which is no optional column`];
}
