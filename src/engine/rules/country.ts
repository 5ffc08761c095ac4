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
import type { SiteEntry, StoreEntry } from './topology.ts';

type Keys<K extends string | number> = PersistentMap<K, true>;

export interface Country {
  readonly sites: PersistentMap<SiteId, SiteEntry>;
  /** The sites that say they are central, or the primary: one of each in a sound country. */
  readonly central: readonly SiteId[];
  readonly primary: readonly SiteId[];
  readonly stores: PersistentMap<string, StoreEntry>;
  readonly storeByName: PersistentMap<string, RowId>;
  readonly activeAt: PersistentMap<SiteId, Keys<RowId>>;
  /** The names visible in each store. */
  readonly visible: PersistentMap<string, Keys<string>>;
}

export const NO_COUNTRY: Country = {
  sites: emptyMap(),
  central: [],
  primary: [],
  stores: emptyMap(),
  storeByName: emptyMap(),
  activeAt: emptyMap(),
  visible: emptyMap(),
};

/** The country after a row has changed: the very same one when the row says nothing new about it. */
export function afterRow(
  country: Country,
  source: TopologySource,
  { table, row }: { readonly table: string; readonly row: Row },
): Country {
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
    const seen = alive && row[inactive] !== true;
    return withVisible(country, { store: String(row[store]), name: String(row[name]), seen });
  }
  return country;
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
    disabled: row['disabled_at'] !== null,
  };
}

function storeOf({ stores }: TopologySource, row: Row): StoreEntry {
  return {
    storeId: row['id'] as RowId,
    nameId: row[stores.twinName] as RowId,
    activeSiteId: row[stores.activeSite] as SiteId,
    mode: String(row[stores.mode]),
    epoch: Number(row[stores.epoch]),
  };
}
