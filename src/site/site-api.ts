import type { JsonSchema, Refusal, Result } from '#base';
import type { Row } from '#dictionary';
import type { CopySelection, Find, Person } from '#engine';
import type { Ear } from '#engine/ports';
import type { Marks } from '#protocol';

export interface RowChange {
  readonly table: string;
  readonly id: string;
  /** The columns to set; absent for a deletion. */
  readonly put?: Row;
  readonly delete?: true;
}

export interface PagedRows {
  readonly rows: readonly Row[];
  /** Hand it in as `after` for the next page; null at the end. */
  readonly next: string | null;
}

export type SyncState = 'idle' | 'running' | 'paused' | 'initialising' | 'stopped';

export interface SyncStatus {
  readonly site_id: number;
  readonly role: 'central' | 'primary' | 'remote';
  readonly state: SyncState;
  /** Groups that central has not yet confirmed; exact. */
  readonly waiting_to_push: number;
  readonly last_attempt_at: string | null;
  readonly last_success_at: string | null;
  readonly error: Refusal | null;
  /** Groups of this site (at central: of any site) that wait in quarantine. */
  readonly quarantined: number;
  /** What should have followed from rows here and was refused; see `consequences`. */
  readonly refused_consequences: number;
}

export interface SyncRun {
  readonly pushed: number;
  readonly pulled: number;
  readonly quarantined: number;
  readonly error: Refusal | null;
  readonly duration_ms: number;
}

export interface SiteOverview {
  readonly site_id: number;
  readonly name: string;
  readonly site_type: string;
  readonly state: string;
  /** Changes; exact below `MOST_COUNTED`, which stands for that many or more. */
  readonly waiting_for_site: number;
  readonly last_connection_at: string | null;
  readonly last_success_at: string | null;
  readonly app_version: string | null;
  readonly error: string | null;
  readonly quarantined: number;
}

export interface QuarantinedGroup {
  readonly id: string;
  readonly site_id: number;
  readonly position: number;
  readonly at: string;
  readonly refusal: { readonly code: string; readonly message: string };
  /** What the site sent, and what stands here now. */
  readonly changes: readonly {
    readonly table: string;
    readonly sent: Row;
    readonly here: Row | null;
  }[];
}

/** What should have followed from a row and could not: an answering half, a number, a link. */
export interface RefusedConsequence {
  readonly table: string;
  /** Of the row; `retry-consequence` takes it. */
  readonly id: string;
  readonly code: string;
  /** Why, and what to do. */
  readonly message: string;
}

/** A signed-in person and how to ask who they are. */
export interface Session {
  readonly person: Person;
}

/** All that a face (HTTP, command line, worker) may ask of a site. Refusals are values; faults are thrown. */
export interface SiteApi {
  readonly tables: () => readonly TableDescription[];
  readonly rows: (session: Session, table: string, query: RowQuery) => Promise<Result<PagedRows>>;
  readonly row: (session: Session, table: string, id: string) => Promise<Result<Row>>;
  readonly putRow: (
    session: Session,
    table: string,
    id: string,
    columns: Row,
  ) => Promise<Result<{ readonly created: boolean; readonly row: Row }>>;
  readonly deleteRow: (session: Session, table: string, id: string) => Promise<Result<void>>;
  /** One unit of work: all or nothing. */
  readonly putRows: (
    session: Session,
    changes: readonly RowChange[],
  ) => Promise<Result<{ readonly rows: readonly Row[] }>>;
  readonly operation: (session: Session, name: string, input: unknown) => Promise<Result<unknown>>;
  /** What `operation` can be asked for. */
  readonly operations: () => readonly OperationDescription[];
  readonly syncStatus: (session: Session) => Promise<Result<SyncStatus>>;
  /** Waits for one sync. */
  readonly syncRun: (session: Session) => Promise<Result<SyncRun>>;
  readonly syncSites: (session: Session) => Promise<Result<readonly SiteOverview[]>>;
  readonly consequences: (session: Session) => Promise<Result<readonly RefusedConsequence[]>>;
  readonly quarantine: (session: Session) => Promise<Result<readonly QuarantinedGroup[]>>;
}

/** How the site stands, for the machine it runs on: its scheduled sync, its page, its figures. Asks nobody's permission. */
export interface Gauges {
  readonly status: () => Promise<SyncStatus>;
  /** Every site, at central; elsewhere none. */
  readonly sites: () => Promise<readonly SiteOverview[]>;
}

export interface RowQuery {
  readonly where?: Row;
  readonly order?: Find['order'];
  readonly limit?: number;
  readonly after?: string;
}

export interface OperationDescription {
  readonly name: string;
  readonly title: string;
  /** JSON Schema of what it is given. */
  readonly input: JsonSchema;
}

/** As `GET /api/tables` shows a table. */
export interface TableDescription {
  readonly name: string;
  readonly title: string;
  readonly sync_type: string;
  readonly edited_at: { readonly normal: string; readonly mirrored: string };
  readonly sent_to: readonly string[];
  /** What else decides, a sentence each. */
  readonly conditions: readonly string[];
  /** Where a column chooses among several rules: each by itself, `when` naming the column and its value. */
  readonly cases: readonly {
    readonly when: string;
    readonly sync_type: string;
    readonly edited_at: { readonly normal: string; readonly mirrored: string };
    readonly sent_to: readonly string[];
  }[];
  readonly notes: readonly string[];
  readonly columns: readonly {
    readonly name: string;
    readonly kind: string;
    readonly required: boolean;
    readonly ref: string | null;
    /** Whether the row pointed to may be out of sight at sites that hold this one. */
    readonly may_be_hidden: boolean;
  }[];
  readonly editable_here: boolean;
}

/** What a site can be asked by other sites; only central answers. */
export interface Hub extends Ear {
  readonly answer: NonNullable<Ear['answer']>;
  /** Writes down when sites were heard of that only asked; to be called every few seconds, and done at the end. */
  readonly writeContacts: () => Promise<void>;
  /** `tell` hears of every site whose device is expected soon: its one-time code was just issued. */
  readonly whenExpected: (tell: (siteId: number) => void) => void;
  /** `tell` hears of every site that was given a store, or the collecting of one. */
  readonly whenGaining: (tell: (siteId: number) => void) => void;
  /** What a ready-made copy for a new site holds; for databases that can cut one. */
  readonly selectCopy: (siteId: number, here?: readonly string[]) => Promise<CopySelection>;
  /** The feeds that a site reads, as far as central knows. */
  readonly readsAlready: (siteId: number) => Promise<readonly string[]>;
  /** Notes that the site was handed a copy cut at this head of the log; returns the marks it goes on from. */
  readonly noteCopy: (
    siteId: number,
    cut: { readonly feeds: readonly string[]; readonly head: number },
  ) => Promise<Marks>;
  /** The public key of the site's device; undefined where none is enrolled. Used by the face to check proofs. */
  readonly deviceOf: (siteId: number) => Promise<Device | undefined>;
  /** Takes the place of a site with a one-time code; the device before it is fenced. */
  readonly enrol: (request: Enrolment) => Promise<Result<Enrolled>>;
}

export interface Device {
  readonly site_id: number;
  readonly incarnation: string;
  /** SPKI of the P-256 public key, base64url. */
  readonly public_key: string;
}

export interface Enrolment {
  readonly code: string;
  readonly public_key: string;
}

export interface Enrolled {
  readonly site_id: number;
  readonly name: string;
  readonly incarnation: string;
  readonly central: string;
}
