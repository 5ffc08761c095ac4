// When the country changes (a store is assigned, two stores come to see each other), rows that nobody touched
// enter or leave narrow audiences: they are filed again (back-fill by growth, purge by shrinking).
import { casesOf, type Dictionary, type SentTo } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Topology } from '#engine/rules';
import type { Change } from './change.ts';
import { idOf } from './change.ts';
import type { Located } from './roots.ts';

interface Stirred {
  /** Stores whose circle of partners, or whose partners' sites, may have changed. */
  readonly partnersOf: ReadonlySet<string>;
  /** Stores that are active elsewhere now. */
  readonly counterparties: ReadonlySet<string>;
}

/** The rows whose audience may differ between the two topologies, given the changes that lie between them. */
export async function rowsToRefile(
  dictionary: Dictionary,
  unit: Unit,
  {
    changes,
    before,
    after,
  }: { readonly changes: readonly Change[]; readonly before: Topology; readonly after: Topology },
): Promise<readonly Located[]> {
  const stirred = stirredBy(dictionary, changes, before, after);
  const rows = new Map<string, Located>();
  for (const { table, column, stores } of narrow(dictionary)) {
    const among = stirred[stores];
    if (among.size === 0) continue;
    for (const row of await unit.select({ table, where: [{ column, in: [...among] }] }))
      rows.set(idOf(row), { table, row });
  }
  return [...rows.values()];
}

function stirredBy(
  dictionary: Dictionary,
  changes: readonly Change[],
  before: Topology,
  after: Topology,
): Stirred {
  const { stores, visibility } = dictionary.topology;
  const partnersOf = new Set<string>();
  const counterparties = new Set<string>();
  for (const change of changes) {
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
  return { partnersOf, counterparties };
}

/** An audience that depends on more than the row: the column that names its store, and which stores stir it. */
interface Narrow {
  readonly table: string;
  readonly column: string;
  readonly stores: keyof Stirred;
}

const known = new WeakMap<Dictionary, readonly Narrow[]>();

function narrow(dictionary: Dictionary): readonly Narrow[] {
  const found =
    known.get(dictionary) ??
    dictionary.tables.flatMap((table) =>
      casesOf(table)
        .flatMap(({ rule }) => rule.sentTo)
        .flatMap((audience) => narrowOf(table.name, audience)),
    );
  known.set(dictionary, found);
  return found;
}

function narrowOf(table: string, audience: SentTo): readonly Narrow[] {
  if (audience.to === 'partners-of')
    return [{ table, column: audience.store, stores: 'partnersOf' }];
  if (audience.to === 'counterparty')
    return [{ table, column: audience.store, stores: 'counterparties' }];
  return [];
}
