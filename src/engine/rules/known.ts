// What is kept of the rows that say who is where: a handful of facts a site and a store. Of the rows that make names
// visible only those between stores are kept; who else sees a name or a person is asked of the database.
import type { RowId, SiteId } from '#base';
import type { Row, TopologySource } from '#dictionary';
import type { SettingEntry, SiteEntry, StoreEntry } from './topology.ts';

export interface Known {
  readonly self: SiteId;
  readonly source: TopologySource;
  readonly sites: ReadonlyMap<SiteId, SiteEntry>;
  readonly stores: ReadonlyMap<string, StoreEntry>;
  readonly storeByName: ReadonlyMap<string, string>;
  readonly activeAt: ReadonlyMap<SiteId, ReadonlySet<string>>;
  /** The twins of stores that are visible in each store. */
  readonly visible: ReadonlyMap<string, ReadonlySet<string>>;
  readonly settings: ReadonlyMap<string, SettingEntry>;
  /** The stores that a site is a collector of by choice. */
  readonly collectedAt: ReadonlyMap<SiteId, ReadonlySet<string>>;
  /** Preferences that are said: under the key in general, under `store/key` for a store. */
  readonly preferences: ReadonlyMap<string, boolean>;
}

export interface RowChange {
  readonly table: string;
  readonly row: Row;
}

export function withRows(known: Known, changes: readonly RowChange[]): Known {
  const { source } = known;
  const sites = new Map(known.sites);
  const stores = new Map(known.stores);
  const storeByName = new Map(known.storeByName);
  const activeAt = new Map(known.activeAt);
  const visible = new Map(known.visible);
  const settings = new Map(known.settings);
  const collectedAt = new Map(known.collectedAt);
  const ownCollectedAt = ownSets(collectedAt);
  const preferences = new Map(known.preferences);
  const ownActiveAt = ownSets(activeAt);
  const ownVisible = ownSets(visible);
  for (const { table, row } of changes) {
    if (table === source.sites) putSite(sites, row);
    else if (table === source.stores.table)
      putStore({ source, stores, storeByName, activeAt: ownActiveAt }, row);
    else if (source.settings !== undefined && table === source.settings.table)
      putSetting({ settings, collectedAt: ownCollectedAt }, settingOf(source.settings, row));
    else putPreference(source.preferences, preferences, { table, row });
  }
  for (const { table, row } of changes) {
    if (table === source.visibility.table && storeByName.has(String(row[source.visibility.name])))
      putVisibility(source.visibility, ownVisible, row);
  }
  return {
    ...known,
    sites,
    stores,
    storeByName,
    activeAt,
    visible,
    settings,
    collectedAt,
    preferences,
  };
}

/** With these settings and no others. */
export function withSettings(known: Known, entries: readonly SettingEntry[]): Known {
  const settings = new Map<string, SettingEntry>();
  const collectedAt = new Map<SiteId, ReadonlySet<string>>();
  const ownCollectedAt = ownSets(collectedAt);
  for (const entry of entries) putSetting({ settings, collectedAt: ownCollectedAt }, entry);
  return { ...known, settings, collectedAt };
}

/** Names that become the twin of a store with these changes: who sees them was not kept until now. */
export function newTwins(known: Known, changes: readonly RowChange[]): readonly string[] {
  const { table, twinName } = known.source.stores;
  const twins = changes
    .filter((change) => change.table === table && change.row['deleted_at'] === null)
    .map(({ row }) => String(row[twinName]));
  return [...new Set(twins)].filter((nameId) => !known.storeByName.has(nameId));
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
    includesTransactions: saidYesOrNo(row, source.settings?.storeIncludesTransactions),
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

function settingOf(columns: NonNullable<TopologySource['settings']>, row: Row): SettingEntry {
  const collectors = row['deleted_at'] === null ? row[columns.collectors] : null;
  return {
    storeId: String(row[columns.store]),
    includesTransactions:
      row['deleted_at'] === null ? saidYesOrNo(row, columns.includesTransactions) : undefined,
    collectors: Array.isArray(collectors)
      ? collectors.filter((each): each is SiteId => Number.isInteger(each))
      : [],
  };
}

function putSetting(
  {
    settings,
    collectedAt,
  }: {
    readonly settings: Map<string, SettingEntry>;
    readonly collectedAt: (siteId: SiteId) => Set<string>;
  },
  entry: SettingEntry,
): void {
  for (const siteId of settings.get(entry.storeId)?.collectors ?? [])
    collectedAt(siteId).delete(entry.storeId);
  settings.set(entry.storeId, entry);
  for (const siteId of entry.collectors) collectedAt(siteId).add(entry.storeId);
}

function putPreference(
  source: TopologySource['preferences'],
  preferences: Map<string, boolean>,
  { table, row }: RowChange,
): void {
  if (source === undefined) return;
  const { defaults, shared, store } = source;
  const columns = table === shared.table ? shared : table === store.table ? store : undefined;
  if (columns === undefined || !Object.hasOwn(defaults, String(row[columns.key]))) return;
  const key = String(row[columns.key]);
  const place = columns === store ? `${row[store.store]}/${key}` : key;
  const value = row[columns.value];
  if (row['deleted_at'] === null && typeof value === 'boolean') preferences.set(place, value);
  else preferences.delete(place);
}

function saidYesOrNo(row: Row, column: string | undefined): boolean | undefined {
  const value = column === undefined ? undefined : row[column];
  return typeof value === 'boolean' ? value : undefined;
}
