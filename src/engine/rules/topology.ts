import type { RowId, SiteId } from '#base';
import type { Row, TopologySource } from '#dictionary';

export interface SiteEntry {
  readonly siteId: SiteId;
  readonly name: string;
  readonly isCentral: boolean;
  readonly isPrimary: boolean;
  /** Of the primary: grows with each hand-over of the role. */
  readonly primaryEpoch: number;
  readonly disabled: boolean;
}

export interface StoreEntry {
  readonly storeId: RowId;
  readonly nameId: RowId;
  readonly activeSiteId: SiteId;
  readonly mode: string;
  readonly epoch: number;
  /** What its row says of its transactions, where central's setting is not known. */
  readonly includesTransactions: boolean | undefined;
}

/**
 * Another row that a rule asks for (a person's home, the invoice of a note). The caller reads what `rowsAsked`
 * names beforehand, so that rules stay synchronous; undefined: it is not here.
 */
export type Related = (table: string, id: string) => Row | undefined;

/** What central's sync settings say of a store. */
export interface SettingEntry {
  readonly storeId: string;
  readonly includesTransactions: boolean | undefined;
  readonly collectors: readonly SiteId[];
}

/** Who is where, as far as this site knows: all rules are asked against it. */
export interface Topology {
  /** The site whose database this is. */
  readonly self: SiteId;
  readonly source: TopologySource;
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
  /** The stores that this site holds read-only by choice; central holds every store anyway. */
  readonly storesCollectedAt: (id: SiteId) => readonly StoreEntry[];
  /** A preference that rules ask for: what the store says, else what is said in general, else the default. */
  readonly preference: (key: string, storeId?: string) => boolean;
  /** False for a dispensary that leaves out its transactions; central keeps nothing back from itself. */
  readonly includesTransactions: (storeId: string) => boolean;
}
