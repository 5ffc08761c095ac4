// A small country for the examples of this room's tests. Central is 1; 2 is the primary when mirrored; 3 has a
// warehouse; 4 and 5 have a dispensary each, and both see the patient of 4; 6 has a store that nobody sees; 7 has no
// store of its own, but a copy of dispensary 4. Warehouse and dispensary 4 see each other.
import type { Row } from '#dictionary';
import { contentOf } from './content.ts';
import { type Law, lawOf } from './entitled.ts';
import type { Topology } from './matrix.ts';

export const ALL_SITES: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

export type Tables = Readonly<Record<string, readonly Row[]>>;

/** What is written in `also` stands in its table too, or there instead of the row with its id. */
export function exampleCountry(also: Tables = {}, topology: Topology = 'mirrored'): Tables {
  const tables: Record<string, readonly Row[]> = {
    site: ALL_SITES.map((site_id) => ({
      id: `site-${site_id}`,
      site_id,
      is_central: site_id === 1,
      is_primary: site_id === (topology === 'normal' ? 1 : 2),
    })),
    store: [
      { id: 'warehouse', name_id: 'twin-warehouse', active_site_id: 3, store_mode: 'store' },
      { id: 'disp-4', name_id: 'twin-disp-4', active_site_id: 4, store_mode: 'dispensary' },
      { id: 'disp-5', name_id: 'twin-disp-5', active_site_id: 5, store_mode: 'dispensary' },
      { id: 'alone', name_id: 'twin-alone', active_site_id: 6, store_mode: 'store' },
      { id: 'at-central', name_id: 'twin-at-central', active_site_id: 1, store_mode: 'store' },
    ],
    store_sync_setting: [
      { id: 'set-4', store_id: 'disp-4', include_transactions: true, collectors: [7] },
      { id: 'set-5', store_id: 'disp-5', include_transactions: true },
    ],
    name_store_join: [
      { id: 'w-in-4', name_id: 'twin-warehouse', store_id: 'disp-4', inactive: false },
      { id: '4-in-w', name_id: 'twin-disp-4', store_id: 'warehouse', inactive: false },
      { id: 'donor-in-4', name_id: 'donor', store_id: 'disp-4', inactive: false },
      { id: 'donor-in-alone', name_id: 'donor', store_id: 'alone', inactive: true },
    ],
    patient: [
      { id: 'of-4', store_id: 'disp-4' },
      { id: 'also-of-4', store_id: 'disp-4' },
      { id: 'of-5', store_id: 'disp-5' },
    ],
    prescriber: [{ id: 'doctor', store_id: 'disp-4' }],
    patient_store_join: [
      { id: 'p4-4', patient_id: 'of-4', store_id: 'disp-4', inactive: false, established_at: 'x' },
      { id: 'p4-5', patient_id: 'of-4', store_id: 'disp-5', inactive: false, established_at: 'x' },
      { id: 'p5-5', patient_id: 'of-5', store_id: 'disp-5', inactive: false, established_at: 'x' },
    ],
    prescriber_store_join: [
      { id: 'd-4', prescriber_id: 'doctor', store_id: 'disp-4', established_at: 'x' },
    ],
    location: [
      { id: 'shelf', store_id: 'warehouse' },
      { id: 'fridge', store_id: 'warehouse' },
      { id: 'cupboard', store_id: 'disp-4' },
    ],
  };
  for (const [table, rows] of Object.entries(also)) {
    const replaced = new Set(rows.map((row) => row['id']));
    const kept = (tables[table] ?? []).filter((row) => !replaced.has(row['id']));
    tables[table] = [...kept, ...rows];
  }
  return tables;
}

export function exampleLaw(also?: Tables, topology?: Topology): Law {
  return lawOf(contentOf(exampleCountry(also, topology)));
}

/** The sites that may hold the row. */
export function holders(law: Law, table: string, row: Row): readonly number[] {
  return ALL_SITES.filter((site) => law.mayHold(site, table, { id: 'example', ...row }));
}
