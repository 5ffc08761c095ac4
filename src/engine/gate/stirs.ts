// When the country changes (a store is assigned, a patient becomes visible, a preference is said), rows that nobody
// touched enter or leave audiences. This file says which: where to look for them.
import type { Dictionary, Party, Person } from '#dictionary';
import type { View } from '#engine/ports';
import type { Topology } from '#engine/rules';
import type { Parts } from '../parts.ts';
import { type Change, idOf } from './change.ts';
import { movesHome, personIn } from './keep-home.ts';
import { type Place, stirPlan } from './stir-plan.ts';

/** Rows whose audience may have changed: those of a table with one of the values in the column. */
export interface Stir {
  readonly table: string;
  readonly column: string;
  readonly ids: readonly string[];
  /** The rows are persons, and what hangs on them is stirred with them. */
  readonly bundle: boolean;
}

interface Between {
  readonly changes: readonly Change[];
  readonly before: Topology;
  readonly after: Topology;
}

/** By who is where among stores: the rows whose partner or counterparty may have changed, or its site. */
export function stirredByStores(dictionary: Dictionary, between: Between): readonly Stir[] {
  const { changes, before, after } = between;
  const { stores, visibility } = dictionary.topology;
  const partnersOf = new Set<string>();
  const counterparties = new Set<string>();
  for (const change of before === after ? [] : changes) {
    if (change.table === visibility.table) {
      partnersOf.add(String(change.after[visibility.store]));
      const twin = after.storeOfName(String(change.after[visibility.name]));
      if (twin !== undefined) partnersOf.add(twin.storeId);
    } else if (change.table === stores.table) {
      const storeId = idOf(change.after);
      if (before.store(storeId)?.activeSiteId === after.store(storeId)?.activeSiteId) continue;
      counterparties.add(storeId);
      for (const partner of [storeId, ...before.partnersOf(storeId), ...after.partnersOf(storeId)])
        partnersOf.add(partner);
    }
  }
  const plan = stirPlan(dictionary);
  return [
    ...stirs(plan.partnersOf, [...partnersOf]),
    ...stirs(plan.counterparties, [...counterparties]),
  ];
}

/** By who sees or keeps a party, and by preferences: everything that hangs on those parties and stores. */
export async function stirredByParties(
  { dictionary, faults }: Pick<Parts, 'dictionary' | 'faults'>,
  view: View,
  between: Between,
): Promise<readonly Stir[]> {
  const seen: Record<Party, Set<string>> = emptyParties();
  const { before, after } = between;
  const { parties, stores } = dictionary.topology;
  for (const change of between.changes) {
    for (const [kind, { visibility }] of Object.entries(parties ?? {})) {
      if (change.table !== visibility.table) continue;
      const party = change.after[visibility.party];
      // NOTE a merge makes it name another party.
      const same = change.before === undefined || change.before[visibility.party] === party;
      if (
        !same ||
        isShown(change.before, visibility.inactive) !== isShown(change.after, visibility.inactive)
      )
        seen[kind as Party].add(String(party));
    }
    if (movesHome(after, change)) {
      const person = personIn(dictionary.topology, change.table);
      if (person !== undefined) seen[person.kind].add(idOf(change.after));
    }
    if (change.table === stores.table) {
      const nameId = String(change.after[stores.twinName]);
      if (before.storeOfName(nameId)?.storeId !== after.storeOfName(nameId)?.storeId)
        seen.name.add(nameId);
    }
  }
  const plan = stirPlan(dictionary);
  const kinds = Object.keys(plan.parties) as Party[];
  return [
    ...kinds.flatMap((kind) =>
      faults.has('forget-who-is-shown') ? [] : bundleOf(plan.parties[kind], [...seen[kind]]),
    ),
    ...(faults.has('preference-without-refiling')
      ? []
      : await stirredByPreferences(dictionary, view, between)),
  ];
}

/** What was kept back at the site of a dispensary that sends its transactions from now on. */
export function stirredBySettings(
  { dictionary, faults }: Pick<Parts, 'dictionary' | 'faults'>,
  { changes, before, after }: Between,
): readonly Stir[] {
  if (faults.has('history-not-sent')) return [];
  const { stores } = dictionary.topology;
  const opened = changes
    .filter(({ table }) => table === stores.table)
    .map((change) => idOf(change.after))
    .filter((id) => after.isActiveHere(id))
    .filter((id) => !before.includesTransactions(id) && after.includesTransactions(id));
  return stirs(stirPlan(dictionary).stays, opened);
}

/** What these stores may leave out. */
export function stirredByLoss(
  dictionary: Dictionary,
  storeIds: readonly string[],
): readonly Stir[] {
  return stirs(stirPlan(dictionary).stays, storeIds);
}

/** Everything that hangs on these persons. */
export function bundlesOf(
  dictionary: Dictionary,
  kind: Person,
  ids: readonly string[],
): readonly Stir[] {
  return bundleOf(stirPlan(dictionary).parties[kind], ids);
}

async function stirredByPreferences(
  dictionary: Dictionary,
  view: View,
  { changes, before, after }: Between,
): Promise<readonly Stir[]> {
  const { preferences: source, stores, parties, homes } = dictionary.topology;
  if (source === undefined || before === after) return [];
  const stirred: Stir[] = [];
  for (const { table, after: row } of changes) {
    const shared = table === source.shared.table;
    if (!shared && table !== source.store.table) continue;
    const key = String(row[shared ? source.shared.key : source.store.key]);
    const asking = stirPlan(dictionary).preferences.get(key);
    if (asking === undefined) continue;
    const asked = shared
      ? (await view.select({ table: stores.table })).map(idOf)
      : [String(row[source.store.store])];
    const changed = asked.filter((id) => before.preference(key, id) !== after.preference(key, id));
    stirred.push(...stirs(asking.stores, changed));
    for (const person of asking.homes) {
      if (parties === undefined || homes === undefined) continue;
      const place = { table: parties[person].table, column: homes[person].store };
      stirred.push(...stirs([place], changed, true));
    }
  }
  return stirred;
}

function isShown(row: Change['before'], inactive: string): boolean {
  return row !== undefined && row['deleted_at'] === null && row[inactive] !== true;
}

function bundleOf(places: readonly Place[], ids: readonly string[]): readonly Stir[] {
  return chunksOf(ids).flatMap((some) =>
    places.map((place) => ({ ...place, ids: some, bundle: false })),
  );
}

function stirs(places: readonly Place[], ids: readonly string[], bundle = false): readonly Stir[] {
  return ids.flatMap((id) => places.map((place) => ({ ...place, ids: [id], bundle })));
}

/** So many parties are looked for at once. */
const TOGETHER = 100;

function chunksOf(ids: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(ids.length / TOGETHER);
  return Array.from({ length: count }, (_, i) => ids.slice(i * TOGETHER, (i + 1) * TOGETHER));
}

function emptyParties(): Record<Party, Set<string>> {
  return { name: new Set(), patient: new Set(), prescriber: new Set() };
}
