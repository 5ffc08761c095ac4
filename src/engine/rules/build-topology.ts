import type { RowId, SiteId } from '#base';
import type { Row, TopologySource } from '#dictionary';
import type { SiteEntry, StoreEntry, Topology } from './topology.ts';

/** A topology that can be rebuilt with changed rows; the old one stays as it was. */
export interface KnownTopology extends Topology {
  /** Whether rows of this table say who is where. */
  readonly dependsOn: (table: string) => boolean;
  readonly withRows: (
    changes: readonly { readonly table: string; readonly row: Row }[],
  ) => KnownTopology;
  /** At a remote: the sites as central's directory names them. */
  readonly withSites: (sites: readonly SiteEntry[]) => KnownTopology;
}

interface Known {
  readonly self: SiteId;
  readonly source: TopologySource;
  readonly sites: ReadonlyMap<SiteId, SiteEntry>;
  readonly stores: ReadonlyMap<string, StoreEntry>;
  readonly storeByName: ReadonlyMap<string, string>;
  readonly activeAt: ReadonlyMap<SiteId, ReadonlySet<string>>;
  /** The names visible in each store. */
  readonly visible: ReadonlyMap<string, ReadonlySet<string>>;
}

export function emptyTopology(self: SiteId, source: TopologySource): KnownTopology {
  return topologyOf({
    self,
    source,
    sites: new Map(),
    stores: new Map(),
    storeByName: new Map(),
    activeAt: new Map(),
    visible: new Map(),
  });
}

function topologyOf(known: Known): KnownTopology {
  const { self, source, sites, stores } = known;
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
    site: (id) => sites.get(id),
    central: () => role('isCentral'),
    primary: () => role('isPrimary'),
    store: (id) => stores.get(id),
    storeOfName: (nameId) => stores.get(known.storeByName.get(nameId) ?? ''),
    storesActiveAt: (id) =>
      [...(known.activeAt.get(id) ?? [])].flatMap((storeId) => stores.get(storeId) ?? []),
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
    dependsOn: (table) =>
      table === source.sites || table === source.stores.table || table === source.visibility.table,
    withRows: (changes) => topologyOf(changed(known, changes)),
    withSites: (entries) =>
      topologyOf({ ...known, sites: new Map(entries.map((entry) => [entry.siteId, entry])) }),
  };
}

function changed(
  known: Known,
  changes: readonly { readonly table: string; readonly row: Row }[],
): Known {
  const { source } = known;
  const sites = new Map(known.sites);
  const stores = new Map(known.stores);
  const storeByName = new Map(known.storeByName);
  const activeAt = new Map(known.activeAt);
  const visible = new Map(known.visible);
  const ownActiveAt = ownSets(activeAt);
  const ownVisible = ownSets(visible);
  for (const { table, row } of changes) {
    if (table === source.sites) putSite(sites, row);
    else if (table === source.stores.table)
      putStore({ source, stores, storeByName, activeAt: ownActiveAt }, row);
    else if (table === source.visibility.table) putVisibility(source.visibility, ownVisible, row);
  }
  return { ...known, sites, stores, storeByName, activeAt, visible };
}

/** Hands out the set under a key for changing: each set is copied once, however many rows change it. */
function ownSets<Key, Member>(sets: Map<Key, ReadonlySet<Member>>): (key: Key) => Set<Member> {
  const own = new Map<Key, Set<Member>>();
  return (key) => {
    const copied = own.get(key) ?? new Set(sets.get(key));
    own.set(key, copied);
    sets.set(key, copied);
    return copied;
  };
}

function putSite(sites: Map<SiteId, SiteEntry>, row: Row): void {
  const siteId = row['site_id'] as SiteId;
  if (row['deleted_at'] !== null) {
    sites.delete(siteId);
    return;
  }
  sites.set(siteId, {
    siteId,
    name: String(row['name']),
    isCentral: row['is_central'] === true,
    isPrimary: row['is_primary'] === true,
    disabled: row['disabled_at'] !== null,
  });
}

interface Stores {
  readonly source: TopologySource;
  readonly stores: Map<string, StoreEntry>;
  readonly storeByName: Map<string, string>;
  readonly activeAt: (siteId: SiteId) => Set<string>;
}

function putStore({ source, stores, storeByName, activeAt }: Stores, row: Row): void {
  const columns = source.stores;
  const storeId = row['id'] as RowId;
  const before = stores.get(storeId);
  if (before !== undefined) {
    stores.delete(storeId);
    storeByName.delete(before.nameId);
    activeAt(before.activeSiteId).delete(storeId);
  }
  if (row['deleted_at'] !== null) return;
  const store: StoreEntry = {
    storeId,
    nameId: row[columns.twinName] as RowId,
    activeSiteId: row[columns.activeSite] as SiteId,
    mode: String(row[columns.mode]),
    epoch: Number(row[columns.epoch]),
  };
  stores.set(storeId, store);
  storeByName.set(store.nameId, storeId);
  activeAt(store.activeSiteId).add(storeId);
}

function putVisibility(
  columns: TopologySource['visibility'],
  visible: (storeId: string) => Set<string>,
  row: Row,
): void {
  const names = visible(String(row[columns.store]));
  if (row['deleted_at'] === null && row[columns.inactive] !== true)
    names.add(String(row[columns.name]));
  else names.delete(String(row[columns.name]));
}
