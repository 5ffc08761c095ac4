import { columnCheck } from '../derive/column-check.ts';
import { hiddenFaults } from './check-hidden.ts';
import { ruleFaults } from './check-rules.ts';
import type { Column } from './column.ts';
import type { Dictionary } from './dictionary.ts';
import { RESERVED_WORDS } from './reserved-words.ts';
import { KEPT_COLUMNS, type Table } from './table.ts';

/** Lower-case words; as long as PostgreSQL keeps names. */
const NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const LONGEST_NAME = 63;
const DATABASES_OWN = /^(?:sqlite|pg)_/;

/**
 * What is wrong with a dictionary, a sentence each; none: everything may be derived from it.
 * `taken`: names of tables that the engine keeps for itself.
 */
export function checkDictionary(
  dictionary: Dictionary,
  options: { readonly taken?: readonly string[] } = {},
): readonly string[] {
  const taken = new Set(options.taken);
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const table of dictionary.tables) {
    if (seen.has(table.name)) faults.push(`${table.name}: is declared twice`);
    if (taken.has(table.name)) faults.push(`${table.name}: is a table of the engine`);
    seen.add(table.name);
    faults.push(...tableFaults(dictionary, table).map((fault) => `${table.name}${fault}`));
  }
  return [...faults, ...dataTypeFaults(dictionary), ...topologyFaults(dictionary)];
}

function dataTypeFaults({ tables, dataTypes }: Dictionary): readonly string[] {
  const held = new Set(tables.flatMap((table) => table.rows));
  return [
    ...[...held]
      .filter((number) => !Object.hasOwn(dataTypes, number))
      .map((number) => `The kind of data ${number} is held by a table and not listed`),
    ...Object.entries(dataTypes)
      .filter(([number]) => !held.has(Number(number)))
      .map(([number, title]) => `No table holds ${number} ${title}`),
  ];
}

/** Each fault begins with what follows the table's name: `.column: …` or `: …`. */
function tableFaults(dictionary: Dictionary, table: Table): readonly string[] {
  const columns = Object.entries(table.columns);
  const ids = columns.filter(([, column]) => column.kind === 'id').map(([name]) => name);
  return [
    ...nameFaults(table.name).map((reason) => `: ${reason}`),
    ...(ids.join() === 'id' && columns[0]?.[0] === 'id'
      ? []
      : [': has not exactly one id column, called id and standing first']),
    ...columns.flatMap(([name, column]) =>
      columnFaults(dictionary, name, column).map((reason) => `.${name}: ${reason}`),
    ),
    ...groupFaults(table),
    ...ruleFaults(dictionary, table),
    ...hiddenFaults(dictionary, table),
  ];
}

function nameFaults(name: string): readonly string[] {
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    return [`is not a name in snake_case of at most ${LONGEST_NAME} characters`];
  return RESERVED_WORDS.has(name) || DATABASES_OWN.test(name)
    ? ['is a word that databases keep for themselves']
    : [];
}

function columnFaults(dictionary: Dictionary, name: string, column: Column): readonly string[] {
  const faults = [...nameFaults(name)];
  if (Object.hasOwn(KEPT_COLUMNS, name)) faults.push('is one of the columns that every table has');
  if ((column.kind === 'ref') !== (column.ref !== undefined))
    faults.push('is a reference without a table, or a table without being a reference');
  if (column.mayBeHidden === true && column.ref === undefined)
    faults.push('may be hidden, yet is no reference');
  if (column.ref !== undefined && dictionary.table(column.ref) === undefined)
    faults.push(`points to ${column.ref}, which is no table`);
  if (column.kind === 'text' && !((column.max ?? 0) > 0)) faults.push('has no length');
  if (column.kind === 'choice' && new Set(column.values).size !== column.values?.length)
    faults.push('names a value twice, or none');
  if (column.kind === 'choice' && column.values?.length === 0)
    faults.push('has no values to choose from');
  const fallbackFault =
    column.fallback === undefined ? undefined : columnCheck(column)(column.fallback);
  if (fallbackFault !== undefined) faults.push(`has a fallback that ${fallbackFault}`);
  return faults;
}

function groupFaults(table: Table): readonly string[] {
  return [...table.unique, ...table.indexes].flatMap((group) => {
    const shown = group.join(', ');
    const unknown = group.filter((name) => !Object.hasOwn(table.columns, name));
    const faults = unknown.map(
      (name) => `: the group (${shown}) names ${name}, which is no column of its own`,
    );
    if (group.length === 0) faults.push(': has an empty group of columns');
    if (new Set(group).size !== group.length)
      faults.push(`: the group (${shown}) names a column twice`);
    if (group.some((name) => table.columns[name]?.kind === 'json'))
      faults.push(`: the group (${shown}) compares json`);
    return faults;
  });
}

function topologyFaults(dictionary: Dictionary): readonly string[] {
  const {
    sites,
    stores,
    visibility,
    parties,
    homes,
    homeChanges,
    documents,
    preferences,
    settings,
    merges,
  } = dictionary.topology;
  const wanted: (readonly [string, readonly string[]])[] = [
    [sites, ['site_id', 'name', 'is_central', 'is_primary', 'primary_epoch', 'disabled_at']],
    [stores.table, [stores.activeSite, stores.twinName, stores.mode, stores.epoch]],
    [visibility.table, [visibility.name, visibility.store, visibility.inactive]],
  ];
  for (const { table, visibility: seen } of Object.values(parties ?? {}))
    wanted.push([table, []], [seen.table, [seen.party, seen.store, seen.inactive]]);
  if (parties !== undefined && homes !== undefined)
    for (const person of ['patient', 'prescriber'] as const)
      wanted.push([parties[person].table, [homes[person].store, homes[person].epoch]]);
  for (const table of documents?.tables ?? [])
    wanted.push([table, [String(documents?.store), String(documents?.status)]]);
  if (homeChanges !== undefined) {
    const { table, person, store, status } = homeChanges;
    wanted.push([table, [person, store, status]]);
  }
  if (preferences !== undefined) {
    const { shared, store } = preferences;
    wanted.push([shared.table, [shared.key, shared.value]]);
    wanted.push([store.table, [store.store, store.key, store.value]]);
  }
  if (settings !== undefined) {
    const { table, store, includesTransactions, collectors, storeIncludesTransactions } = settings;
    wanted.push([table, [store, includesTransactions, collectors]]);
    wanted.push([stores.table, [storeIncludesTransactions]]);
  }
  if (merges !== undefined) {
    const { table, kind, kept, removed, at, status } = merges.event;
    wanted.push([table, [kind, kept, removed, at, status]]);
    for (const each of Object.values(merges.tables)) wanted.push([each, [merges.into]]);
  }
  return wanted.flatMap(([name, columns]) => {
    const table = dictionary.table(name);
    if (table === undefined) return [`The topology reads ${name}, which is no table`];
    return columns
      .filter((column) => !Object.hasOwn(table.columns, column))
      .map((column) => `The topology reads ${name}.${column}, which is no column`);
  });
}
