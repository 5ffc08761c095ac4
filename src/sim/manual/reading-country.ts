// The countries in which the manual is read: that of the matrix, with a copy of a dispensary, and what preferences and
// sync settings can be.
import type { Row } from '#dictionary';
import type { PolicyRow } from '../law/data-types.ts';
import type { Topology } from '../law/matrix.ts';
import { matrixCountry, SITE_OF_ROLE } from '../law/matrix-country.ts';

export interface Said {
  readonly topology: Topology;
  /** Prescriptions and repeats go wherever the patient is visible. */
  readonly shared: boolean;
  /** Dispensaries leave out their transactions. */
  readonly leftOut: boolean;
}

export const ALL_SAID: readonly Said[] = (['normal', 'mirrored'] as const).flatMap((topology) =>
  [false, true].flatMap((shared) =>
    [false, true].map((leftOut) => ({ topology, shared, leftOut })),
  ),
);

type Tables = Readonly<Record<string, readonly Row[]>>;

export function readingCountry(policy: PolicyRow, { topology, shared, leftOut }: Said): Tables {
  const country = matrixCountry(topology, policy);
  const { collector } = SITE_OF_ROLE;
  return {
    ...country,
    shared_preference: [
      ...(country['shared_preference'] ?? []),
      { id: 'p', key: 'prescriptions_to_all_visible_sites', value: shared },
      { id: 'r', key: 'repeats_on_all_visible_sites', value: shared },
    ],
    invoice: [...(country['invoice'] ?? []), invoice('half', 'partner'), invoice('own', null)],
    prescriber: [
      ...(country['prescriber'] ?? []),
      { id: 'second-prescriber', store_id: 'home-dispensary' },
    ],
    patient_store_join: [...(country['patient_store_join'] ?? []), seenInDepot('patient')],
    prescriber_store_join: [...(country['prescriber_store_join'] ?? []), seenInDepot('prescriber')],
    store_sync_setting: ['warehouse', 'home-dispensary', 'visible-dispensary'].map((store_id) => ({
      id: `setting-${store_id}`,
      store_id,
      include_transactions: !leftOut,
      collectors: store_id === 'visible-dispensary' ? [] : [collector],
    })),
  };
}

function seenInDepot(person: 'patient' | 'prescriber'): Row {
  return {
    id: `${person}-depot`,
    [`${person}_id`]: person,
    store_id: 'depot',
    inactive: false,
    established_at: '2026-01-01T00:00:00.000Z',
  };
}

function invoice(id: string, counterparty_store_id: string | null): Row {
  return { id, store_id: 'visible-dispensary', counterparty_store_id };
}
