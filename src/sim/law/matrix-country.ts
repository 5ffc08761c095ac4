// The country in which the cells of the matrix are asked: one site of each role, and of each table a row to edit.
import type { Row } from '#dictionary';
import type { DataType } from './data-type.ts';
import { type PolicyRow, typeOf } from './data-types.ts';
import type { Role, Topology } from './matrix.ts';

export const SITE_OF_ROLE: Readonly<Record<Role, number>> = {
  central: 1,
  primary: 2,
  store: 3,
  other: 4,
  collector: 5,
  partner: 6,
  home: 7,
  visible: 8,
  dispensary: 9,
};

/** Central's rows, by table; the documents of this row of the policy stand there too, for the lines to be lines of. */
export function matrixCountry(
  topology: Topology,
  policy: PolicyRow,
): Readonly<Record<string, readonly Row[]>> {
  const store = (id: string, role: Role, store_mode = 'store'): Row => ({
    id,
    name_id: `twin-${id}`,
    active_site_id: SITE_OF_ROLE[role],
    store_mode,
  });
  const shows = (store_id: string, name_id: string): Row => ({
    id: `${store_id}-${name_id}`,
    store_id,
    name_id,
    inactive: false,
  });
  const person = (id: string): Row => ({ id, store_id: 'home-dispensary' });
  const shown = (column: string, store_id: string): Row => ({
    id: `${column}-${store_id}`,
    [column]: column.replace('_id', ''),
    store_id,
    inactive: false,
    established_at: '2026-01-01T00:00:00.000Z',
  });
  const isCentralised = policy.row >= 25 && policy.row <= 27;
  const preference = (key: string): Row => ({ id: key, key, value: isCentralised });

  return {
    site: Object.entries(SITE_OF_ROLE).map(([role, site_id]) => ({
      id: `site-${site_id}`,
      site_id,
      is_central: role === 'central',
      is_primary: role === (topology === 'normal' ? 'central' : 'primary'),
    })),
    store: [
      store('warehouse', 'store'),
      store('depot', 'other'),
      store('region', 'collector'),
      store('partner', 'partner'),
      store('home-dispensary', 'home', 'dispensary'),
      store('visible-dispensary', 'visible', 'dispensary'),
      store('other-dispensary', 'dispensary', 'dispensary'),
    ],
    store_sync_setting: [
      { id: 'setting-warehouse', store_id: 'warehouse', collectors: [SITE_OF_ROLE.collector] },
      ...['home', 'visible', 'other'].map((which) => ({
        id: `setting-${which}`,
        store_id: `${which}-dispensary`,
        include_transactions: true,
      })),
    ],
    name_store_join: [shows('warehouse', 'twin-partner'), shows('partner', 'twin-warehouse')],
    patient: [person('patient'), person('second-patient')],
    prescriber: [person('prescriber')],
    patient_store_join: [
      shown('patient_id', 'home-dispensary'),
      shown('patient_id', 'visible-dispensary'),
    ],
    prescriber_store_join: [shown('prescriber_id', 'home-dispensary')],
    location: [
      { id: 'location', store_id: 'warehouse' },
      { id: 'second-location', store_id: 'warehouse' },
    ],
    shared_preference: [
      preference('centralised_procurement'),
      preference('centralised_tenders'),
      preference('centralised_payments'),
    ],
    ...documentsOf(policy),
  };
}

/** A row of this table that is not there yet, as the policy's row speaks of it. */
export function exampleOf(policy: PolicyRow, table: string): Row {
  return { id: `new-${table}`, status: 'new', ...columnsOf(typeOf(table), policy, table) };
}

function columnsOf(type: DataType, policy: PolicyRow, table: string): Row {
  switch (type.code) {
    case 'C':
      return { is_custom: true };
    case 'CD':
    case 'L':
      return {};
    case 'Y':
      return { site_id: 99 };
    case 'CS-P':
    case 'CS-C':
      return type.store === 'id' ? { active_site_id: 3 } : { [type.store]: 'warehouse' };
    case 'S':
    case 'CS-P/S':
    case 'Y/S':
      return { [type.store]: 'warehouse' };
    case 'T':
      return { [type.store]: 'warehouse', [type.counterparty]: 'partner' };
    case 'N':
      return { [type.name]: 'supplier' };
    case 'M':
      return { [type.from]: 'warehouse', [type.to]: 'partner' };
    case 'P':
      return type.column === 'id' ? { store_id: 'home-dispensary' } : { patient_id: 'patient' };
    case 'P+S':
      return { [type.store]: 'visible-dispensary', [type.patient]: 'patient' };
    case 'P/CS-P':
      return {
        [type.column]: type.person,
        [type.store]: 'home-dispensary',
        established_at: policy.row === 29 ? '2026-01-01T00:00:00.000Z' : null,
      };
    case 'merge':
      return mergeOf(policy.row);
    case 'W':
      return { [type.column]: `held-${type.parent}`, line: table };
  }
}

function mergeOf(row: number): Row {
  if (row === 3) return { kind: 'item', kept_id: 'item', removed_id: 'second-item' };
  if (row === 37) return { kind: 'patient', kept_id: 'patient', removed_id: 'second-patient' };
  return { kind: 'location', kept_id: 'location', removed_id: 'second-location' };
}

function documentsOf(policy: PolicyRow): Record<string, readonly Row[]> {
  return Object.fromEntries(
    Object.values(policy.tables).flatMap((type) =>
      type.code === 'W'
        ? [[type.parent, [{ ...exampleOf(policy, type.parent), id: `held-${type.parent}` }]]]
        : [],
    ),
  );
}
