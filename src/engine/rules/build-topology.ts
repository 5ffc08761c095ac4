import { must, type RowId, type SiteId } from '#base';
import type { TopologySource } from '#dictionary';
import {
  afterRows,
  type Country,
  NO_COUNTRY,
  namesSeenBy,
  newTwins,
  type RowChange,
  sees,
  storesAt,
  storesCollectedAt,
  withSite,
} from './country.ts';
import { emptyMap, keysOf, valueAt } from './persistent-map.ts';
import type { SiteEntry, Topology } from './topology.ts';

/** A topology that can be rebuilt with changed rows; the old one stays as it was. */
export interface KnownTopology extends Topology {
  /** Whether rows of this table say who is where. */
  readonly dependsOn: (table: string) => boolean;
  /** The very same topology when the rows say nothing new about who is where. */
  readonly withRows: (changes: readonly RowChange[]) => KnownTopology;
  /**
   * The names that become twins of stores with these changes. The rows that make them visible (`visibility` of the
   * dictionary) were not kept until now: the caller reads them and gives them to `withRows` with the changes.
   */
  readonly newTwins: (changes: readonly RowChange[]) => readonly string[];
  /** At a remote: the sites as central's directory names them. */
  readonly withSites: (sites: readonly SiteEntry[]) => KnownTopology;
}

const DISPENSARY = 'dispensary';

export function emptyTopology(self: SiteId, source: TopologySource): KnownTopology {
  return topologyOf(NO_COUNTRY, self, source);
}

function topologyOf(country: Country, self: SiteId, source: TopologySource): KnownTopology {
  const { sites, stores, storeByName } = country;
  const holder = ([id]: readonly SiteId[], role: string): SiteEntry =>
    must(id === undefined ? undefined : valueAt(sites, id), `a site is known that is ${role}`);
  const topology: KnownTopology = {
    self,
    source,
    site: (id) => valueAt(sites, id),
    siteIds: () => keysOf(sites),
    central: () => holder(country.central, 'central'),
    primary: () => holder(country.primary, 'primary'),
    store: (id) => valueAt(stores, id),
    storeOfName: (nameId) => valueAt(stores, valueAt(storeByName, nameId) ?? ''),
    storesActiveAt: (id) =>
      storesAt(country, id).map((storeId) =>
        must(valueAt(stores, storeId), 'a store that is active somewhere is known'),
      ),
    storesCollectedAt: (id) =>
      storesCollectedAt(country, id).flatMap((storeId) => {
        const store = valueAt(stores, storeId);
        return store === undefined || store.activeSiteId === id ? [] : [store];
      }),
    isActiveHere: (storeId) => valueAt(stores, storeId)?.activeSiteId === self,
    partnersOf(storeId) {
      const store = valueAt(stores, storeId);
      if (store === undefined) return [];
      const partners: RowId[] = [];
      for (const nameId of namesSeenBy(country, storeId)) {
        const partner = valueAt(storeByName, nameId);
        if (partner !== undefined && partner !== storeId && sees(country, partner, store.nameId))
          partners.push(partner);
      }
      return partners;
    },
    preference: (key, storeId) =>
      (storeId === undefined ? undefined : valueAt(country.preferences, `${storeId}/${key}`)) ??
      valueAt(country.preferences, key) ??
      source.preferences?.defaults[key] ??
      false,
    includesTransactions(storeId) {
      const store = valueAt(stores, storeId);
      if (store === undefined || store.mode !== DISPENSARY || source.settings === undefined)
        return true;
      if (store.activeSiteId === topology.central().siteId) return true;
      const setting = valueAt(country.settings, storeId);
      return setting?.includesTransactions ?? store.includesTransactions ?? false;
    },
    dependsOn: (table) =>
      table === source.sites ||
      table === source.stores.table ||
      table === source.visibility.table ||
      table === source.settings?.table ||
      table === source.preferences?.shared.table ||
      table === source.preferences?.store.table,
    newTwins: (changes) => newTwins(country, source, changes),
    withRows(changes) {
      const after = afterRows(country, source, changes);
      return after === country ? topology : topologyOf(after, self, source);
    },
    withSites(entries) {
      const without: Country = { ...country, sites: emptyMap(), central: [], primary: [] };
      const after = entries.reduce((known, site) => withSite(known, site.siteId, site), without);
      return topologyOf(after, self, source);
    },
  };
  return topology;
}
