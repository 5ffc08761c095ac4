import type { RowId, SiteId } from '#base';
import type { Dictionary, EditOf, RowOf, Table } from '#dictionary';
import type { Condition, Select } from '#engine/ports';
import type { Topology } from '#engine/rules';

/** Who asks for a unit of work; `undefined` where the system itself does. */
export interface Person {
  readonly user_id: RowId;
  readonly username: string;
}

export interface Find {
  /** Deleted rows too. */
  readonly deleted?: true;
  readonly where?: readonly Condition[];
  readonly order?: NonNullable<Select['order']>;
  readonly limit?: number;
}

/**
 * What an operation or a processor works with: it reads what it has written, and what it writes becomes one
 * group. Whether the writes are allowed and sound is decided when the work ends (`write-own`), all or nothing.
 */
export interface Work {
  /** The moment of this work (device time), the same for all its rows. */
  readonly now: string;
  readonly person: Person | undefined;
  readonly dictionary: Dictionary;
  /** Who is where, as of the last commit and what this work has written. */
  readonly topology: Topology;
  readonly newId: () => RowId;
  /** The id of what `cause` brings forth in the role `role`; the same everywhere and always (F1). */
  readonly derivedId: (cause: string, role: string) => RowId;
  /** The row, unless it is missing or deleted. */
  readonly get: <T extends Table>(table: T, id: string) => Promise<RowOf<T> | undefined>;
  /** Rows that are not deleted, unless the query says so. */
  readonly find: <T extends Table>(table: T, query?: Find) => Promise<readonly RowOf<T>[]>;
  /** How many rows are not deleted; with a limit, no more than that are counted. */
  readonly count: <T extends Table>(
    table: T,
    query?: Pick<Find, 'where' | 'limit'>,
  ) => Promise<number>;
  /** At central: when a site had all of its first download; undefined when it has not, or is no site. */
  readonly initialisedAt: (siteId: SiteId) => Promise<string | undefined>;
  /** At central: when the device of a site was last heard of; null when it never spoke, undefined when there is none. */
  readonly lastHeardOf: (siteId: SiteId) => Promise<string | null | undefined>;
  /** At central: how many groups of a site wait for a person. */
  readonly waitingOf: (siteId: SiteId) => Promise<number>;
  /** Creates the row, or changes the columns given. A deleted row comes back only through a repair, never here. */
  readonly put: <T extends Table>(table: T, id: string, edit: EditOf<T>) => Promise<void>;
  readonly remove: <T extends Table>(table: T, id: string) => Promise<void>;
}
