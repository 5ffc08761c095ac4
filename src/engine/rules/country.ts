// What the rows of sites, stores and visibility say, and how it changes with them: an older state stays as it was,
// and a change costs the same whatever the number of sites.
import type { RowId, SiteId } from '#base';
import type { Row, TopologySource } from '#dictionary';
import {
  emptyMap,
  keysOf,
  type PersistentMap,
  valueAt,
  withEntry,
  withoutEntry,
} from './persistent-map.ts';
import type { SettingEntry, SiteEntry, StoreEntry } from './topology.ts';

type Keys<K extends string | number> = PersistentMap<K, true>;

export interface Country {
  readonly sites: PersistentMap<SiteId, SiteEntry>;
  /** The sites that say they are central, or the primary: one of each in a sound country. */
  readonly central: readonly SiteId[];
  readonly primary: readonly SiteId[];
  readonly stores: PersistentMap<string, StoreEntry>;
  readonly storeByName: PersistentMap<string, RowId>;
  readonly activeAt: PersistentMap<SiteId, Keys<RowId>>;
  /**
   * The twins of stores that are visible in each store. Who else sees a name, or a person, is asked of the database:
   * there are too many to keep.
   */
  readonly visible: PersistentMap<string, Keys<string>>;
  readonly settings: PersistentMap<string, SettingEntry>;
  /** The stores that a site is a collector of by choice. */
  readonly collectedAt: PersistentMap<SiteId, Keys<string>>;
  /** Preferences that are said: under the key for the country, under `store/key` for a store. */
  readonly preferences: PersistentMap<string, boolean>;
}

export interface RowChange {
  readonly table: string;
  readonly row: Row;
}

export const NO_COUNTRY: Country = {
  sites: emptyMap(),
  central: [],
  primary: [],
  stores: emptyMap(),
  storeByName: emptyMap(),
  activeAt: emptyMap(),
  visible: emptyMap(),
  settings: emptyMap(),
  collectedAt: emptyMap(),
  preferences: emptyMap(),
};

/** The country after rows have changed: the very same one when they say nothing new about it. */
export function afterRows(
  country: Country,
  source: TopologySource,
  changes: readonly RowChange[],
): Country {
  const { table } = source.visibility;
  // NOTE who sees whom comes last: it is kept for stores only, and these may come with the same rows.
  const shown = changes.filter((change) => change.table === table);
  const others = changes.filter((change) => change.table !== table);
  return [...others, ...shown].reduce((known, change) => afterRow(known, source, change), country);
}

/** Names that become the twin of a store with these changes: who sees them was not kept until now. */
export function newTwins(
  country: Country,
  { stores }: TopologySource,
  changes: readonly RowChange[],
): readonly string[] {
  const twins = changes
    .filter(({ table, row }) => table === stores.table && row['deleted_at'] === null)
    .map(({ row }) => String(row[stores.twinName]));
  return [...new Set(twins)].filter((nameId) => valueAt(country.storeByName, nameId) === undefined);
}

function afterRow(country: Country, source: TopologySource, { table, row }: RowChange): Country {
  const alive = row['deleted_at'] === null;
  if (table === source.sites) {
    const id = row['site_id'] as SiteId;
    return withSite(country, id, alive ? siteOf(row) : undefined);
  }
  if (table === source.stores.table) {
    const id = row['id'] as RowId;
    return withStore(country, id, alive ? storeOf(source, row) : undefined);
  }
  if (table === source.visibility.table) {
    const { store, name, inactive } = source.visibility;
    if (valueAt(country.storeByName, String(row[name])) === undefined) return country;
    const seen = alive && row[inactive] !== true;
    return withVisible(country, { store: String(row[store]), name: String(row[name]), seen });
  }
  if (source.settings !== undefined && table === source.settings.table)
    return withSetting(country, settingOf(source.settings, row, alive));
  return withPreference(country, source.preferences, { table, row });
}

export function withSite(country: Country, id: SiteId, site: SiteEntry | undefined): Country {
  if (same(valueAt(country.sites, id), site)) return country;
  const listed = (ids: readonly SiteId[], is: boolean | undefined): readonly SiteId[] =>
    ids.includes(id) === (is === true)
      ? ids
      : is === true
        ? [...ids, id]
        : ids.filter((each) => each !== id);
  return {
    ...country,
    sites:
      site === undefined ? withoutEntry(country.sites, id) : withEntry(country.sites, id, site),
    central: listed(country.central, site?.isCentral),
    primary: listed(country.primary, site?.isPrimary),
  };
}

export function storesAt(country: Country, id: SiteId): readonly RowId[] {
  return keysOf(valueAt(country.activeAt, id) ?? emptyMap());
}

export function storesCollectedAt(country: Country, id: SiteId): readonly string[] {
  return keysOf(valueAt(country.collectedAt, id) ?? emptyMap());
}

export function namesSeenBy(country: Country, storeId: string): readonly string[] {
  return keysOf(valueAt(country.visible, storeId) ?? emptyMap());
}

export function sees(country: Country, storeId: string, nameId: string): boolean {
  return valueAt(valueAt(country.visible, storeId) ?? emptyMap(), nameId) === true;
}

function withStore(country: Country, id: RowId, store: StoreEntry | undefined): Country {
  const before = valueAt(country.stores, id);
  if (same(before, store)) return country;
  let { stores, storeByName, activeAt } = country;
  if (before !== undefined) {
    stores = withoutEntry(stores, id);
    storeByName = withoutEntry(storeByName, before.nameId);
    activeAt = withKey(activeAt, before.activeSiteId, { key: id, there: false });
  }
  if (store !== undefined) {
    stores = withEntry(stores, id, store);
    storeByName = withEntry(storeByName, store.nameId, id);
    activeAt = withKey(activeAt, store.activeSiteId, { key: id, there: true });
  }
  return { ...country, stores, storeByName, activeAt };
}

function withVisible(
  country: Country,
  { store, name, seen }: { readonly store: string; readonly name: string; readonly seen: boolean },
): Country {
  if (sees(country, store, name) === seen) return country;
  return { ...country, visible: withKey(country.visible, store, { key: name, there: seen }) };
}

/** With this setting in place of the one before. */
function withSetting(country: Country, entry: SettingEntry): Country {
  const { storeId, collectors } = entry;
  const before = valueAt(country.settings, storeId);
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(entry)) return country;
  let { collectedAt } = country;
  for (const siteId of before?.collectors ?? [])
    collectedAt = withKey(collectedAt, siteId, { key: storeId, there: false });
  for (const siteId of collectors)
    collectedAt = withKey(collectedAt, siteId, { key: storeId, there: true });
  return { ...country, settings: withEntry(country.settings, storeId, entry), collectedAt };
}

function withPreference(
  country: Country,
  source: TopologySource['preferences'],
  { table, row }: RowChange,
): Country {
  if (source === undefined) return country;
  const { defaults, shared, store } = source;
  const columns = table === shared.table ? shared : table === store.table ? store : undefined;
  if (columns === undefined || !Object.hasOwn(defaults, String(row[columns.key]))) return country;
  const key = String(row[columns.key]);
  const place = columns === store ? `${row[store.store]}/${key}` : key;
  const said = row['deleted_at'] === null ? yesOrNo(row, columns.value) : undefined;
  if (valueAt(country.preferences, place) === said) return country;
  const preferences =
    said === undefined
      ? withoutEntry(country.preferences, place)
      : withEntry(country.preferences, place, said);
  return { ...country, preferences };
}

function withKey<Of extends string | number, Key extends string | number>(
  sets: PersistentMap<Of, Keys<Key>>,
  of: Of,
  { key, there }: { readonly key: Key; readonly there: boolean },
): PersistentMap<Of, Keys<Key>> {
  const set = valueAt(sets, of) ?? emptyMap<Key, true>();
  return withEntry(sets, of, there ? withEntry(set, key, true) : withoutEntry(set, key));
}

/** Whether two entries say the same; their values are plain. */
function same<Entry extends object>(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const columns = Object.keys(a) as (keyof Entry)[];
  return columns.every((column) => a[column] === b[column]);
}

function siteOf(row: Row): SiteEntry {
  return {
    siteId: row['site_id'] as SiteId,
    name: String(row['name']),
    isCentral: row['is_central'] === true,
    isPrimary: row['is_primary'] === true,
    primaryEpoch: Number(row['primary_epoch'] ?? 0),
    disabled: row['disabled_at'] !== null,
  };
}

function storeOf({ stores, settings }: TopologySource, row: Row): StoreEntry {
  return {
    storeId: row['id'] as RowId,
    nameId: row[stores.twinName] as RowId,
    activeSiteId: row[stores.activeSite] as SiteId,
    mode: String(row[stores.mode]),
    epoch: Number(row[stores.epoch]),
    includesTransactions: yesOrNo(row, settings?.storeIncludesTransactions),
  };
}

function settingOf(
  columns: NonNullable<TopologySource['settings']>,
  row: Row,
  alive: boolean,
): SettingEntry {
  const collectors = alive ? row[columns.collectors] : null;
  return {
    storeId: String(row[columns.store]),
    includesTransactions: alive ? yesOrNo(row, columns.includesTransactions) : undefined,
    collectors: Array.isArray(collectors)
      ? collectors.filter((each): each is SiteId => Number.isInteger(each))
      : [],
  };
}

function yesOrNo(row: Row, column: string | undefined): boolean | undefined {
  const value = column === undefined ? undefined : row[column];
  return typeof value === 'boolean' ? value : undefined;
}
