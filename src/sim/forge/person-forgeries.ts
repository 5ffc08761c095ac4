// Lies about persons, visibility and what a preference gives into one pair of hands.
import type { Row } from '#dictionary';
import {
  type Forgery,
  foreignStore,
  isPrimary,
  type Lie,
  mine,
  ownStore,
  with_,
  withNew,
} from './lie.ts';

export const OF_THE_INVISIBLE = 'a policy of an invisible patient';
export const TO_A_STRANGER = 'an order that names a stranger';

export const PERSON_FORGERIES: Readonly<Record<string, Forgery>> = {
  'a patient of another site': (lie) => changed(lie, 'patient', foreign, { last_name: 'FORGED' }),
  'a prescriber of another site': (lie) => changed(lie, 'prescriber', foreign, { phone: 'FORGED' }),
  'a foreign patient taken home': (lie) => {
    const store = ownStore(lie);
    if (store === undefined) return undefined;
    return changed(lie, 'patient', foreign, { store_id: store });
  },
  'a raised home epoch': (lie) => changed(lie, 'patient', own, { home_epoch: 7 }),
  'a new patient under a raised home epoch': (lie) => {
    const forged = newPatient(lie, { home_epoch: 2 });
    const id = String(forged?.changes.at(-1)?.row['id']);
    return forged && { ...forged, epochs: { ...forged.epochs, [id]: 2 } };
  },
  'a new patient of a foreign store': (lie) => {
    const store = foreignStore(lie);
    return store === undefined ? undefined : newPatient(lie, { store_id: store });
  },
  'visibility of a foreign patient': (lie) => shown(lie, {}),
  'visibility with its stamp': (lie) =>
    isPrimary(lie) ? undefined : shown(lie, { established_at: lie.group.at }),
  'an established visibility hidden': (lie) =>
    isPrimary(lie)
      ? undefined
      : changed(lie, 'patient_store_join', (_, row) => row['established_at'] !== null, {
          inactive: true,
          store_id: ownStore(lie) ?? null,
        }),
  [OF_THE_INVISIBLE]: (lie) => {
    const provider = rowOf(lie, 'insurance_provider', () => true);
    const patient = rowOf(
      lie,
      'patient',
      (given, row) => foreign(given, row) && !isSeen(given, row),
    );
    if (provider === undefined || patient === undefined) return undefined;
    return withNew(lie, 'insurance_policy', {
      patient_id: patient['id'] ?? null,
      provider_id: provider['id'] ?? null,
      policy_number_full: 'FORGED',
      discount_rate: '100',
      expiry_date: '2099-01-01',
    });
  },
  'an event of a foreign patient': (lie) => {
    const patient = rowOf(lie, 'patient', foreign);
    const store = ownStore(lie);
    if (patient === undefined || store === undefined) return undefined;
    return withNew(lie, 'patient_event', {
      patient_id: patient['id'] ?? null,
      store_id: store,
      date: '2026-01-01',
      note: 'FORGED',
    });
  },
  'an order in the hands of the primary': (lie) => order(lie, { procurement_owner: 'primary' }),
  [TO_A_STRANGER]: (lie) => {
    const strangers = [...hub(lie).rows('store')].filter(
      (store) => store['active_site_id'] !== lie.device.siteId && !sees(lie, store),
    );
    const [stranger] = strangers;
    return stranger === undefined
      ? undefined
      : order(lie, { procurement_owner: 'store', counterparty_store_id: stranger['id'] ?? null });
  },
  'a preference of the country': (lie) =>
    isPrimary(lie)
      ? undefined
      : withNew(lie, 'shared_preference', { key: `forged ${lie.group.position}`, value: true }),
  'a message of a foreign store': (lie) => {
    const store = foreignStore(lie);
    return store === undefined
      ? undefined
      : withNew(lie, 'message', { from_store_id: store, type: 'FORGED' });
  },
  'a setting of central': (lie) => {
    const store = ownStore(lie);
    return store === undefined
      ? undefined
      : withNew(lie, 'store_sync_setting', { store_id: store, collectors: [lie.device.siteId] });
  },
};

type Fits = (lie: Lie, row: Row) => boolean;

const hub = ({ world }: Lie) => world.central().mirror();
const siteOf = (lie: Lie, storeId: unknown) =>
  hub(lie).row('store', String(storeId))?.['active_site_id'];
const own: Fits = (lie, row) => siteOf(lie, row['store_id']) === lie.device.siteId;
const foreign: Fits = (lie, row) => !own(lie, row);

function rowOf(lie: Lie, table: string, fits: Fits): Row | undefined {
  const rows = [...hub(lie).rows(table)].filter(
    (row) => row['deleted_at'] === null && fits(lie, row),
  );
  return rows.length === 0 ? undefined : lie.chance.pick(rows);
}

function changed(lie: Lie, table: string, fits: Fits, columns: Row) {
  const row = rowOf(lie, table, fits);
  return row === undefined
    ? undefined
    : with_(lie, { table, row: { ...mine(lie, row), ...columns } });
}

function newPatient(lie: Lie, columns: Row) {
  const store = ownStore(lie);
  if (store === undefined) return undefined;
  return withNew(lie, 'patient', {
    code: `FORGED ${lie.device.key} ${lie.group.position}`,
    name: 'forged',
    last_name: 'forged',
    store_id: store,
    ...columns,
  });
}

/** A patient of another site, made visible in a store of the liar's. */
function shown(lie: Lie, columns: Row) {
  const store = ownStore(lie);
  const patient = rowOf(lie, 'patient', foreign);
  if (store === undefined || patient === undefined) return undefined;
  return withNew(lie, 'patient_store_join', {
    patient_id: patient['id'] ?? null,
    store_id: store,
    ...columns,
  });
}

function order(lie: Lie, columns: Row) {
  const store = ownStore(lie);
  const name = rowOf(lie, 'name', () => true);
  if (isPrimary(lie) || store === undefined || name === undefined) return undefined;
  return withNew(lie, 'purchase_order', {
    store_id: store,
    name_id: name['id'] ?? null,
    created_date: '2026-01-01',
    ...columns,
  });
}

function isSeen(lie: Lie, patient: Row): boolean {
  return hub(lie)
    .by('patient_store_join', 'patient_id', patient['id'] ?? null)
    .some((join) => siteOf(lie, join['store_id']) === lie.device.siteId);
}

/** Whether the liar's first store and this one see each other, or ever did. */
function sees(lie: Lie, store: Row): boolean {
  return hub(lie)
    .by('name_store_join', 'store_id', ownStore(lie) ?? null)
    .some((join) => join['name_id'] === store['name_id']);
}
