import type { RowId, SiteId } from '#base';

export interface SiteEntry {
  readonly siteId: SiteId;
  readonly name: string;
  readonly isCentral: boolean;
  readonly isPrimary: boolean;
  readonly disabled: boolean;
}

export interface StoreEntry {
  readonly storeId: RowId;
  readonly nameId: RowId;
  readonly activeSiteId: SiteId;
  readonly mode: string;
  readonly epoch: number;
}

/** Who is where, as far as this site knows: all rules are asked against it. */
export interface Topology {
  /** The site whose database this is. */
  readonly self: SiteId;
  readonly site: (id: SiteId) => SiteEntry | undefined;
  readonly central: () => SiteEntry;
  readonly primary: () => SiteEntry;
  readonly store: (id: string) => StoreEntry | undefined;
  /** The store whose twin this name is. */
  readonly storeOfName: (nameId: string) => StoreEntry | undefined;
  readonly storesActiveAt: (id: SiteId) => readonly StoreEntry[];
  /** The stores that see this one and are seen by it. */
  readonly partnersOf: (storeId: string) => readonly RowId[];
  readonly isActiveHere: (storeId: string) => boolean;
}
