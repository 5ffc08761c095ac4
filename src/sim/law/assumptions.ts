// Where domain.md leaves a choice open, the law reads it in one way, and that way stands here and nowhere else. The
// first part is about names of columns and values, the second about meaning. A difference between the law and the
// rules of the engine often ends in this file: then one of the two readings is chosen, with a word in the specification.
import type { Row } from '#dictionary';
import { isEmpty } from './content.ts';

// --- Names -----------------------------------------------------------------------------------------------------------

/** 8.1: the preferences that decide who holds or edits a row. */
export const KEYS = {
  centralisedProcurement: 'centralised_procurement',
  centralisedTenders: 'centralised_tenders',
  centralisedPayments: 'centralised_payments',
  prescriptionsEverywhere: 'prescriptions_to_all_visible_sites',
  repeatsEverywhere: 'repeats_on_all_visible_sites',
} as const;

/** Row 63: "a few keys are explicitly synced". The first of these tables that has the key at central tells it. */
export const PREFERENCE_TABLES: readonly string[] = ['shared_preference', 'preference'];

/** 5.5: which of the two sites owns purchase orders, tenders or payments. */
export type Owner = 'primary' | 'store';

/** 5.5: an open order keeps its owner at the switch, so it stands on the row; undefined where the row does not say. */
export function ownerOnRow(row: Row): Owner | undefined {
  return ownerCalled(row['procurement_owner'] ?? row['owner']);
}

/** 5.5: "an explicit procurement_owner per store", for orders only; undefined where the preference decides. */
export function ownerOnStore(store: Row): Owner | undefined {
  return ownerCalled(store['procurement_owner']);
}

function ownerCalled(value: unknown): Owner | undefined {
  if (isEmpty(value)) return undefined;
  return value === 'primary' ? 'primary' : 'store';
}

/** 4.4: `store_sync_setting.collectors[]` names sites by their number. */
export function extraCollectors(setting: Row): readonly number[] {
  const named = setting['collectors'];
  return Array.isArray(named) ? named.map(Number) : [];
}

/** 6.6: the sync preference of a store; 3.1 writes it on the store, 4.4 among the sync settings. */
export function includesTransactions(store: Row, setting: Row | undefined): boolean {
  const said = setting?.['include_transactions'] ?? store['include_transactions_in_sync'];
  return isEmpty(said) ? store['store_mode'] !== 'dispensary' : said === true;
}

/** 4.5: a merge that was only asked for, or was refused, moves nothing. */
export const MERGES_WITHOUT_EFFECT: ReadonlySet<unknown> = new Set(['requested', 'refused']);

/** The table that the kind of a merge event speaks of. */
export const MERGED_TABLES: Readonly<Record<string, string>> = {
  item: 'item',
  unit: 'unit',
  name: 'name',
  patient: 'patient',
  prescriber: 'prescriber',
  location: 'location',
};

/** Q10: central's first receipt; until then a visibility row is the home site's (row 35), afterwards row 29. */
export function isEstablished(join: Row): boolean {
  return !isEmpty(join['established_at']);
}

/** Q15: documents can be deleted in these states only. */
export const DELETABLE: ReadonlySet<unknown> = new Set(['suggested', 'new']);

/** Documents in these states are finished: what they point to need not be kept for them (4.1). */
export const FINISHED: ReadonlySet<unknown> = new Set(['finalised', 'cancelled']);

// --- Meaning ---------------------------------------------------------------------------------------------------------

/** 2.1, `disabled_at`: nothing more is queued for a site that is retired, so it is entitled to nothing. */
export const DISABLED_SITES_RECEIVE = false;

/** Glossary, *collector*: a full copy; so a further collector of a store also holds its central store data. */
export const COLLECTORS_HOLD_CENTRAL_STORE_DATA = true;

/** 6.1: a person counts as visible in the home store, so its further collectors hold them (ADR 0018). */
export const COLLECTORS_HOLD_PERSONS_AT_HOME = true;

/** 3.3 derives *transfer* from active stores: a collector of U does not make the partners of U known. */
export const COLLECTORS_SEE_PARTNERS = false;

/** 4.1, CS: also "sites where the store is visible" hold such rows, whichever table they are of. */
export const PARTNERS_HOLD_CENTRAL_STORE_DATA = true;

/** 4.1, T: "plus active site of the counterparty store"; further collectors of that store are not named. */
export const COLLECTORS_HOLD_THE_OTHER_HALF = false;

/** N data of a store's twin reaches the site of that store, although no visibility row shows a store to itself. */
export const STORES_SEE_THEMSELVES = true;

/** 6.6 speaks of dispensaries; for a store of another mode the setting means nothing. */
export const ONLY_DISPENSARIES_EXCLUDE = true;

/** Row 32, "Y/C": definitions stay at central, results go to the site of the store that they describe. */
export const DASHBOARD_DEFINITIONS_TRAVEL = false;

/** 6.5, "home site only, unless": without the preference a repeat goes to central and the home site alone. */
export const REPEATS_STAY_AT_HOME = true;

/** Q11: a message without a sender is the system's. Its maker is not named among those who hold it. */
export const MAKERS_KEEP_SYSTEM_MESSAGES = false;
