import { must } from '#base';
import type { Preference } from '../preferences/preference.ts';
import type { Party, Person } from './sync-rule.ts';
import type { Table } from './table.ts';

/**
 * Which tables tell the engine who is where. The engine knows their meaning only through these names,
 * so that it can be tested with a toy dictionary.
 */
export interface TopologySource {
  /** Rows with `site_id` (integer), `name`, `is_central`, `is_primary`, `primary_epoch`, `disabled_at`. */
  readonly sites: string;
  /** Rows whose columns say where the store is active, which name is its twin, its mode and its ownership epoch. */
  readonly stores: {
    readonly table: string;
    readonly activeSite: string;
    readonly twinName: string;
    readonly mode: string;
    readonly epoch: string;
  };
  /** Rows that make a name visible in a store; two stores see each other when each twin is visible in the other. */
  readonly visibility: {
    readonly table: string;
    readonly name: string;
    readonly store: string;
    readonly inactive: string;
  };
  /** Who is made visible in stores: where they stand, and the rows that make them visible. */
  readonly parties?: Readonly<Record<Party, PartySource>>;
  /** Where persons have their home store, and the epoch that grows with each change of it. */
  readonly homes?: Readonly<Record<Person, { readonly store: string; readonly epoch: string }>>;
  /**
   * Persons who are being given another home: while a row says so, their home site no longer edits them. Without a
   * person it speaks of everybody at home in the store.
   */
  readonly homeChanges?: {
    readonly table: string;
    readonly person: string;
    readonly store: string;
    readonly status: string;
    readonly requested: string;
  };
  /** Documents with a state, edited by the store in a column: until they are finished, what they point to stays here. */
  readonly documents?: {
    readonly tables: readonly string[];
    readonly store: string;
    readonly status: string;
    readonly finished: readonly string[];
  };
  /** The preferences that rules ask for, each yes or no: what holds where nothing is said, and where it is said. */
  readonly preferences?: {
    readonly defaults: Readonly<Record<string, boolean>>;
    readonly shared: { readonly table: string; readonly key: string; readonly value: string };
    readonly store: {
      readonly table: string;
      readonly store: string;
      readonly key: string;
      readonly value: string;
    };
  };
  /** Rows that say that two rows are one, and how the tables of such rows show it. */
  readonly merges?: MergeSource;
  /** What central knows of a store's sync: whether its transactions are sent, and the sites that collect it. */
  readonly settings?: {
    readonly table: string;
    readonly store: string;
    readonly includesTransactions: string;
    readonly collectors: string;
    /** The column of the store that repeats it, so that the store's own site knows. */
    readonly storeIncludesTransactions: string;
  };
}

export interface MergeSource {
  /** A merge: what it merges, the two rows, when; it has an effect while `status` is `done`, which it stays. */
  readonly event: {
    readonly table: string;
    readonly kind: string;
    readonly kept: string;
    readonly removed: string;
    readonly at: string;
    readonly status: string;
    readonly done: string;
  };
  /** The table whose rows each kind of merge is about. */
  readonly tables: Readonly<Record<string, string>>;
  /** The column of those tables in which a removed row points to what is left of it. */
  readonly into: string;
  /** The column in which a row says that it does not count: of two that become one, the other stays. */
  readonly hidden: string;
}

export interface PartySource {
  readonly table: string;
  readonly visibility: {
    readonly table: string;
    readonly party: string;
    readonly store: string;
    readonly inactive: string;
  };
}

export interface Dictionary {
  readonly tables: readonly Table[];
  readonly table: (name: string) => Table | undefined;
  /** The tables whose rows are edited and sent with a row of this one. */
  readonly childrenOf: (name: string) => readonly Table[];
  readonly topology: TopologySource;
  /** What can be preferred, by key. */
  readonly preferences: Readonly<Record<string, Preference>>;
  /** The kinds of data that tables say they hold, by number. */
  readonly dataTypes: Readonly<Record<number, string>>;
}

export function dictionary(declaration: {
  readonly tables: readonly Table[];
  readonly topology: TopologySource;
  readonly preferences?: Dictionary['preferences'];
  readonly dataTypes?: Dictionary['dataTypes'];
}): Dictionary {
  const { tables, topology, preferences = {}, dataTypes = {} } = declaration;
  const byName = new Map(tables.map((each) => [each.name, each]));
  const children = new Map(tables.map((each) => [each.name, [] as Table[]]));
  for (const each of tables) {
    if (each.sync.kind !== 'with-parent') continue;
    const parent = must(
      each.columns[each.sync.parent]?.ref,
      `${each.name}.${each.sync.parent} is a reference`,
    );
    must(children.get(parent), `${parent} is a table of the dictionary`).push(each);
  }
  return {
    tables,
    topology,
    preferences,
    dataTypes,
    table: (name) => byName.get(name),
    childrenOf: (name) => children.get(name) ?? [],
  };
}
