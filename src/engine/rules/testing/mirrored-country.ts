// A mirrored country for the tests of the rules: central 1, primary 9; site 2 with the dispensary A and the store W,
// site 3 with the store B, site 4 with the dispensary D that leaves out its transactions; site 5 collects A.
import { must, type SiteId, siteId } from '#base';
import { atollDictionary, type OwnRule, type Row, ruleOfRow } from '#dictionary';
import { emptyTopology, type KnownTopology } from '../build-topology.ts';
import type { RowChange } from '../country.ts';
import type { Related } from '../topology.ts';

export const LIVE = { deleted_at: null };

const site = (id: number, more: Row = {}): RowChange => ({
  table: 'site',
  row: {
    site_id: id,
    name: `Site ${id}`,
    is_central: false,
    is_primary: false,
    disabled_at: null,
    ...LIVE,
    ...more,
  },
});

export const store = (id: string, at: number, mode: string, more: Row = {}): RowChange => ({
  table: 'store',
  row: {
    id,
    name_id: `name of ${id}`,
    active_site_id: at,
    store_mode: mode,
    ownership_epoch: 1,
    include_transactions_in_sync: null,
    ...LIVE,
    ...more,
  },
});

export const shown = (nameId: string, storeId: string, inactive = false): RowChange => ({
  table: 'name_store_join',
  row: { name_id: nameId, store_id: storeId, inactive, ...LIVE },
});

export const setting = (storeId: string, more: Row): RowChange => ({
  table: 'store_sync_setting',
  row: { store_id: storeId, include_transactions: null, collectors: null, ...LIVE, ...more },
});

export const prefers = (key: string, value: boolean, storeId?: string): RowChange =>
  storeId === undefined
    ? { table: 'shared_preference', row: { key, value, ...LIVE } }
    : { table: 'store_preference', row: { store_id: storeId, key, value, ...LIVE } };

export function mirroredCountry(...changes: readonly RowChange[]): KnownTopology {
  return emptyTopology(siteId(1), atollDictionary.topology).withRows([
    site(1, { is_central: true }),
    site(9, { is_primary: true }),
    ...[2, 3, 4, 5].map((id) => site(id)),
    store('A', 2, 'dispensary', { include_transactions_in_sync: true }),
    store('W', 2, 'store'),
    store('B', 3, 'store'),
    store('D', 4, 'dispensary'),
    shown('name of A', 'B'),
    shown('name of B', 'A'),
    setting('A', { include_transactions: true, collectors: [5] }),
    ...changes,
  ]);
}

/** The rule that a row of the table falls under. */
export function ruleOf(table: string, row: Row): OwnRule {
  const declared = must(atollDictionary.table(table), `${table} is a table`);
  return must(ruleOfRow(declared, row), `${table} has a rule of its own`);
}

/** The rows that a gate would have read beforehand, by `table/id`. */
export function known(rows: Readonly<Record<string, Row>>): Related {
  return (table, id) => rows[`${table}/${id}`];
}

export const at = (id: number): SiteId => siteId(id);
