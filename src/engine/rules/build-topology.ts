import type { RowId, SiteId } from '#base';
import type { TopologySource } from '#dictionary';
import { type Known, newTwins, type RowChange, withRows, withSettings } from './known.ts';
import type { SettingEntry, SiteEntry, Topology } from './topology.ts';

/** A topology that can be rebuilt with changed rows; the old one stays as it was. */
export interface KnownTopology extends Topology {
  /** Whether rows of this table say who is where. */
  readonly dependsOn: (table: string) => boolean;
  /**
   * The names that become twins of stores with these changes. The rows that make them visible (`visibility` of the
   * dictionary) were not kept until now: the caller reads them and gives them to `withRows` with the changes.
   */
  readonly newTwins: (changes: readonly RowChange[]) => readonly string[];
  readonly withRows: (changes: readonly RowChange[]) => KnownTopology;
  /** At a remote: the sites as central's directory names them. */
  readonly withSites: (sites: readonly SiteEntry[]) => KnownTopology;
  /** At a remote: what central's directory says of the stores that it is to hold; the rows themselves stay at central. */
  readonly withSettings: (settings: readonly SettingEntry[]) => KnownTopology;
}

const DISPENSARY = 'dispensary';

export function emptyTopology(self: SiteId, source: TopologySource): KnownTopology {
  return topologyOf({
    self,
    source,
    sites: new Map(),
    stores: new Map(),
    storeByName: new Map(),
    activeAt: new Map(),
    visible: new Map(),
    settings: new Map(),
    collectedAt: new Map(),
    preferences: new Map(),
  });
}

function topologyOf(known: Known): KnownTopology {
  const { self, source, sites, stores, settings } = known;
  const role = (is: 'isCentral' | 'isPrimary'): SiteEntry => {
    for (const site of sites.values()) if (site[is]) return site;
    throw new Error(
      `Must hold: a site is known that ${is === 'isCentral' ? 'is central' : 'is primary'}`,
    );
  };
  const sees = (storeId: string, nameId: string) =>
    known.visible.get(storeId)?.has(nameId) === true;
  return {
    self,
    source,
    site: (id) => sites.get(id),
    central: () => role('isCentral'),
    primary: () => role('isPrimary'),
    store: (id) => stores.get(id),
    storeOfName: (nameId) => stores.get(known.storeByName.get(nameId) ?? ''),
    storesActiveAt: (id) =>
      [...(known.activeAt.get(id) ?? [])].flatMap((storeId) => stores.get(storeId) ?? []),
    storesCollectedAt: (id) =>
      [...(known.collectedAt.get(id) ?? [])].flatMap((storeId) => {
        const store = stores.get(storeId);
        return store === undefined || store.activeSiteId === id ? [] : [store];
      }),
    isActiveHere: (storeId) => stores.get(storeId)?.activeSiteId === self,
    partnersOf(storeId) {
      const store = stores.get(storeId);
      if (store === undefined) return [];
      const partners: RowId[] = [];
      for (const nameId of known.visible.get(storeId) ?? []) {
        const partner = known.storeByName.get(nameId);
        if (partner !== undefined && partner !== storeId && sees(partner, store.nameId))
          partners.push(partner as RowId);
      }
      return partners;
    },
    preference: (key, storeId) =>
      (storeId === undefined ? undefined : known.preferences.get(`${storeId}/${key}`)) ??
      known.preferences.get(key) ??
      source.preferences?.defaults[key] ??
      false,
    includesTransactions(storeId) {
      const store = stores.get(storeId);
      if (store === undefined || store.mode !== DISPENSARY || source.settings === undefined)
        return true;
      if (store.activeSiteId === role('isCentral').siteId) return true;
      return settings.get(storeId)?.includesTransactions ?? store.includesTransactions ?? false;
    },
    dependsOn: (table) =>
      table === source.sites ||
      table === source.stores.table ||
      table === source.visibility.table ||
      table === source.settings?.table ||
      table === source.preferences?.shared.table ||
      table === source.preferences?.store.table,
    newTwins: (changes) => newTwins(known, changes),
    withRows: (changes) => topologyOf(withRows(known, changes)),
    withSites: (entries) =>
      topologyOf({ ...known, sites: new Map(entries.map((entry) => [entry.siteId, entry])) }),
    withSettings: (entries) => topologyOf(withSettings(known, entries)),
  };
}
