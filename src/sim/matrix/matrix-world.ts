// The country of `law/matrix-country.ts` once more, of real sites: one of each role, so that the engine can be asked
// every cell of the matrix.
import { must, newId, ok, type RowId, valueOf } from '#base';
import { type Place, type SmallCountry, smallCountry } from '#country';
import { store } from '#dictionary';
import type { DeliberateFaults } from '#engine/ports';
import { nodeHost } from '#host';
import type { Role, Topology } from '../law/matrix.ts';

export interface MatrixWorld {
  readonly topology: Topology;
  readonly country: SmallCountry;
  readonly placeOf: (role: Role) => Place;
  /** The ids of what the law's examples call by a word: its stores and their twins. */
  readonly ids: ReadonlyMap<string, string>;
  /** A store that is active at the site of this role. */
  readonly ownStoreOf: (role: Role) => string;
}

/** The store of each role, as the law's examples call it. */
const STORES: Readonly<Record<Role, string>> = {
  central: 'at-central',
  primary: 'at-primary',
  store: 'warehouse',
  other: 'depot',
  collector: 'region',
  partner: 'partner',
  home: 'home-dispensary',
  visible: 'visible-dispensary',
  dispensary: 'other-dispensary',
};
const ADDED = ['other', 'collector', 'home', 'visible', 'dispensary'] as const;
const DISPENSARIES: readonly Role[] = ['home', 'visible', 'dispensary'];

export async function matrixWorld(
  topology: Topology,
  { faults, centralised }: { readonly faults: DeliberateFaults; readonly centralised: boolean },
): Promise<MatrixWorld> {
  const country = await smallCountry({ mirrored: topology === 'mirrored', faults });
  const { central, a, b } = country;
  const places = new Map<Role, Place>([
    ['central', central],
    ['primary', country.primary],
    ['store', country.one],
    ['partner', country.two],
  ]);
  for (const role of ADDED) places.set(role, await country.addSite(`The ${role} site`));
  const ids = new Map<string, string>([
    [STORES.store, a.store],
    [`twin-${STORES.store}`, a.name],
    [STORES.partner, b.store],
    [`twin-${STORES.partner}`, b.name],
  ]);
  const placeOf = (role: Role) => must(places.get(role), `there is a site of the role ${role}`);
  for (const role of ['central', 'primary', ...ADDED] as const) {
    const code = STORES[role];
    const made = await central.does('create-store', {
      code,
      name: code,
      store_mode: DISPENSARIES.includes(role) ? 'dispensary' : 'store',
      site_id: placeOf(role).site.siteId,
    });
    ids.set(code, String(made['store_id']));
    ids.set(`twin-${code}`, String(made['name_id']));
  }
  const ownStoreOf = (role: Role) => must(ids.get(STORES[role]), 'each role has a store');
  await central.puts('store_sync_setting', country.id(), {
    store_id: ownStoreOf('store'),
    collectors: [placeOf('collector').site.siteId],
  });
  // NOTE no name is shown anywhere by itself: the matrix shows them.
  for (const role of Object.keys(STORES) as Role[])
    await central.puts('store_preference', country.id(), {
      store_id: ownStoreOf(role),
      key: 'names_created_elsewhere_not_visible',
      value: true,
    });
  for (const role of DISPENSARIES) await includeTransactions(central, ownStoreOf(role));
  if (centralised)
    for (const subject of ['procurement', 'tenders', 'payments'])
      await country.primary.puts('shared_preference', country.id(), {
        key: `centralised_${subject}`,
        value: true,
      });
  await country.settle();
  return { topology, country, placeOf, ids, ownStoreOf };
}

async function includeTransactions({ site, session, puts }: Place, storeId: string): Promise<void> {
  await puts('store_sync_setting', newId(nodeHost.clock, nodeHost.random), {
    store_id: storeId,
    include_transactions: true,
  });
  const told = await site.perform(session.person, async (work) => {
    await work.put(store, storeId as RowId, { include_transactions_in_sync: true });
    return ok(undefined);
  });
  valueOf(told);
}
