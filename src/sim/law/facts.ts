// Who is where, taken from central's rows once: sites, stores, what is visible where, homes, preferences.
import type { Row } from '#dictionary';
import {
  COLLECTORS_SEE_PARTNERS,
  DISABLED_SITES_RECEIVE,
  extraCollectors,
  includesTransactions,
  KEYS,
  ONLY_DISPENSARIES_EXCLUDE,
  type Owner,
  ownerOnStore,
  PREFERENCE_TABLES,
} from './assumptions.ts';
import { type Content, isEmpty, isLive, liveRows, rowOf } from './content.ts';
import type { CentralisedSubject, Person } from './data-type.ts';
import { type Merges, mergesOf } from './merges.ts';

export type Sites = ReadonlySet<number>;

export interface StoreFact {
  readonly id: string;
  /** The name that other stores know it by. */
  readonly twin: string;
  readonly isDispensary: boolean;
  readonly activeAt: number;
  /** Sites with a read-only copy: central of every store that is active elsewhere, others by choice (3.3). */
  readonly collectors: Sites;
  /** 6.6: its transactions stay at its site. */
  readonly leavesOutTransactions: boolean;
  /** Who owns an order, tender or payment that is written now (5.5). */
  readonly ownerNow: Readonly<Record<CentralisedSubject, Owner>>;
  /** 6.4, 6.5: the general preference, or what this store says instead. */
  readonly sharesPrescriptions: boolean;
  readonly sharesRepeats: boolean;
}

export interface Facts {
  readonly central: number;
  readonly primary: number;
  /** The sites that central exchanges rows with. */
  readonly sites: Sites;
  readonly merges: Merges;
  readonly store: (id: unknown) => StoreFact | undefined;
  readonly storesAt: (site: number) => readonly StoreFact[];
  readonly storeOfTwin: (nameId: unknown) => StoreFact | undefined;
  /** Sites with an active store of the mode dispensary. */
  readonly dispensarySites: Sites;
  /** Sites with a store that sees this store: as their own, for 3.3. */
  readonly sitesThatSee: (store: StoreFact) => Sites;
  /** Sites with an active or collector store where the name is visible. */
  readonly sitesWithName: (nameId: unknown) => Sites;
  readonly sitesWithPerson: (person: Person, id: unknown) => Sites;
  /** Those among them where such a store is active: on a copy nobody edits (8.2). */
  readonly activeWithPerson: (person: Person, id: unknown) => Sites;
  /** The home store of this person; of the person's own row, the store that it names. */
  readonly homeOf: (person: Person, id: unknown, own?: Row) => StoreFact | undefined;
}

export const NOWHERE: Sites = new Set();

/** The tables that facts are taken from: as long as none of them changes, they stay true. */
export const FACTS_ARE_IN: readonly string[] = [
  'site',
  'store',
  'store_sync_setting',
  'store_preference',
  ...PREFERENCE_TABLES,
  'name_store_join',
  'patient_store_join',
  'prescriber_store_join',
  'merge_event',
];

export function factsOf(content: Content): Facts {
  const { central, primary, sites } = sitesOf(content);
  const merges = mergesOf(content);
  const preferences = preferencesOf(content);
  const stores = storesOf(content, central, preferences);

  const byTwin = new Map<string, StoreFact>();
  const bySite = new Map<number, StoreFact[]>();
  for (const store of stores.values()) {
    byTwin.set(merges.kept('name', store.twin), store);
    bySite.set(store.activeAt, [...(bySite.get(store.activeAt) ?? []), store]);
  }

  const activeWithName = createShown();
  const copiedWithName = createShown();
  const withPerson = { patient: createShown(), prescriber: createShown() };
  const activeWithPerson = { patient: createShown(), prescriber: createShown() };
  for (const join of shownRows(content, 'name_store_join')) {
    const [name, store] = [String(join['name_id']), stores.get(String(join['store_id']))];
    if (store === undefined) continue;
    activeWithName.add(merges.kept('name', name), [store.activeAt]);
    copiedWithName.add(merges.kept('name', name), [store.activeAt, ...store.collectors]);
  }
  for (const person of ['patient', 'prescriber'] as const) {
    for (const join of shownRows(content, `${person}_store_join`)) {
      const store = stores.get(String(join['store_id']));
      const id = merges.kept(person, String(join[`${person}_id`]));
      if (store === undefined) continue;
      withPerson[person].add(id, [store.activeAt, ...store.collectors]);
      activeWithPerson[person].add(id, [store.activeAt]);
    }
  }
  return {
    central,
    primary,
    sites,
    merges,
    store: (id) => stores.get(String(id)),
    storesAt: (site) => bySite.get(site) ?? [],
    storeOfTwin: (nameId) => byTwin.get(merges.kept('name', String(nameId))),
    dispensarySites: new Set(
      [...stores.values()].filter((each) => each.isDispensary).map((each) => each.activeAt),
    ),
    sitesThatSee: ({ twin }) =>
      (COLLECTORS_SEE_PARTNERS ? copiedWithName : activeWithName).of(merges.kept('name', twin)),
    sitesWithName: (nameId) => copiedWithName.of(merges.kept('name', String(nameId))),
    sitesWithPerson: (person, id) => withPerson[person].of(merges.kept(person, String(id))),
    activeWithPerson: (person, id) => activeWithPerson[person].of(merges.kept(person, String(id))),
    homeOf(person, id, own) {
      if (own !== undefined && isLive(own)) return stores.get(String(own['store_id']));
      const row = rowOf(content, person, merges.kept(person, String(id)));
      return row === undefined ? undefined : stores.get(String(row['store_id']));
    },
  };
}

/** Sites by what is shown at them. */
function createShown() {
  const sitesOfId = new Map<string, Set<number>>();
  return {
    add(id: string, sites: readonly number[]) {
      const known = sitesOfId.get(id) ?? new Set();
      sitesOfId.set(id, known);
      for (const site of sites) known.add(site);
    },
    of: (id: string): Sites => sitesOfId.get(id) ?? NOWHERE,
  };
}

function* shownRows(content: Content, table: string): Generator<Row> {
  for (const row of liveRows(content, table)) if (row['inactive'] !== true) yield row;
}

function sitesOf(content: Content): Pick<Facts, 'central' | 'primary' | 'sites'> {
  let [central, primary] = [0, 0];
  const sites = new Set<number>();
  for (const row of liveRows(content, 'site')) {
    const site = Number(row['site_id']);
    if (row['is_central'] === true) central = site;
    if (row['is_primary'] === true) primary = site;
    if (DISABLED_SITES_RECEIVE || isEmpty(row['disabled_at'])) sites.add(site);
  }
  return { central, primary, sites };
}

function storesOf(
  content: Content,
  central: number,
  preferences: Preferences,
): ReadonlyMap<string, StoreFact> {
  const settings = new Map<string, Row>();
  for (const row of liveRows(content, 'store_sync_setting'))
    settings.set(String(row['store_id']), row);
  const stores = new Map<string, StoreFact>();
  for (const row of liveRows(content, 'store')) {
    const id = String(row['id']);
    const setting = settings.get(id);
    const activeAt = Number(row['active_site_id']);
    const isDispensary = row['store_mode'] === 'dispensary';
    const collectors = new Set([
      central,
      ...(setting === undefined ? [] : extraCollectors(setting)),
    ]);
    collectors.delete(activeAt);
    const owner = (key: string): Owner => (preferences.general(key) ? 'primary' : 'store');
    stores.set(id, {
      id,
      twin: String(row['name_id']),
      isDispensary,
      activeAt,
      collectors,
      leavesOutTransactions:
        activeAt !== central &&
        (isDispensary || !ONLY_DISPENSARIES_EXCLUDE) &&
        !includesTransactions(row, setting),
      ownerNow: {
        procurement: ownerOnStore(row) ?? owner(KEYS.centralisedProcurement),
        tenders: owner(KEYS.centralisedTenders),
        payments: owner(KEYS.centralisedPayments),
      },
      sharesPrescriptions: preferences.ofStore(id, KEYS.prescriptionsEverywhere),
      sharesRepeats: preferences.ofStore(id, KEYS.repeatsEverywhere),
    });
  }
  return stores;
}

interface Preferences {
  readonly general: (key: string) => boolean;
  /** What the store says, else what is said in general. */
  readonly ofStore: (storeId: string, key: string) => boolean;
}

function preferencesOf(content: Content): Preferences {
  const general = new Map<unknown, unknown>();
  for (const table of PREFERENCE_TABLES) {
    for (const row of liveRows(content, table))
      if (!general.has(row['key']) && isGeneral(row)) general.set(row['key'], row['value']);
  }
  const ofStores = new Map<string, unknown>();
  for (const row of liveRows(content, 'store_preference'))
    ofStores.set(`${row['store_id']}/${row['key']}`, row['value']);
  return {
    general: (key) => general.get(key) === true,
    ofStore: (storeId, key) => (ofStores.get(`${storeId}/${key}`) ?? general.get(key)) === true,
  };
}

/** 4.4: the scope of a preference is global, user or network. */
function isGeneral(preference: Row): boolean {
  return isEmpty(preference['scope']) || preference['scope'] === 'global';
}
