import {
  invoice,
  invoiceLine,
  patient,
  prescription,
  prescriptionLine,
  type Row,
  type Table,
} from '#dictionary';
import type { Work } from '#engine';
import { isInvoiceType, permissionFor } from '../invoices/invoice-kinds.ts';
import type { Need } from '../operation.ts';
import { dispensariesHere } from '../patients/dispensary-here.ts';
import { isVisibleIn } from '../patients/person-visibility.ts';
import type { Permission } from '../permission.ts';

/** The permission for editing single rows of a table, and the column that says for which store. */
const PERMISSION_OF: Readonly<
  Record<string, { readonly permission: Permission; readonly store?: string }>
> = {
  site: { permission: 'manage_sites' },
  store: { permission: 'manage_stores' },
  store_preference: { permission: 'manage_stores' },
  store_credential: { permission: 'manage_stores', store: 'store_id' },
  message: { permission: 'send_messages', store: 'from_store_id' },
  unit: { permission: 'edit_items' },
  item: { permission: 'edit_items' },
  reason_option: { permission: 'edit_items' },
  item_store_join: { permission: 'edit_item_visibility', store: 'store_id' },
  name: { permission: 'edit_names' },
  name_store_join: { permission: 'edit_name_visibility', store: 'store_id' },
  location: { permission: 'manage_locations', store: 'store_id' },
  stock_line: { permission: 'adjust_stock', store: 'store_id' },
  user_account: { permission: 'manage_users' },
  user_permission: { permission: 'manage_users' },
  preference: { permission: 'edit_preferences' },
  patient: { permission: 'edit_patients', store: 'store_id' },
  patient_event: { permission: 'edit_patients', store: 'store_id' },
  patient_store_join: { permission: 'edit_patient_visibility', store: 'store_id' },
  prescriber: { permission: 'edit_prescribers', store: 'store_id' },
  prescriber_store_join: { permission: 'edit_patient_visibility', store: 'store_id' },
  prescription: { permission: 'edit_prescriptions', store: 'store_id' },
  shared_preference: { permission: 'edit_preferences' },
  master_list: { permission: 'edit_items' },
  master_list_line: { permission: 'edit_items' },
  master_list_name_join: { permission: 'edit_item_visibility' },
  store_sync_setting: { permission: 'manage_stores' },
};

/** What hangs on a patient. */
const OF_PATIENT: ReadonlySet<string> = new Set([
  'insurance_policy',
  'patient_medication_record',
  'repeat',
]);

/** Tables that not everybody may read who is signed in, and the permission for it. */
const TO_READ: Readonly<Record<string, Permission>> = { activity_log: 'view_log' };

export function permissionToRead(table: string): Permission | undefined {
  return Object.hasOwn(TO_READ, table) ? TO_READ[table] : undefined;
}

/** What a person needs to write this row by hand: the row as it is, with what the edit makes of it. */
export async function needOfRow(
  work: Work,
  asked: { readonly table: Table; readonly row: Row },
): Promise<Need> {
  const { table, row } = asked;
  const document = await documentOf(work, asked);
  if (document !== undefined) {
    return { permission: permissionFor('edit', document.type), store: document.store };
  }
  if (table.name === prescriptionLine.name) {
    const header = await work.get(prescription, String(row['prescription_id']));
    return { permission: 'edit_prescriptions', store: header?.store_id ?? null };
  }
  if (OF_PATIENT.has(table.name))
    return { permission: 'edit_patients', store: await storeForPatient(work, row['patient_id']) };
  const known = PERMISSION_OF[table.name];
  const store = known?.store === undefined ? null : row[known.store];
  return {
    permission: known?.permission ?? 'administer',
    store: typeof store === 'string' ? store : null,
  };
}

/** The kind and the store of the invoice that a row is, or belongs to; undefined where the row does not say. */
async function documentOf(
  work: Work,
  { table, row }: { readonly table: Table; readonly row: Row },
) {
  if (table.name === invoiceLine.name) {
    const header = await work.get(invoice, String(row['invoice_id']));
    return header && { type: header.type, store: header.store_id };
  }
  const { type, store_id: store } = row;
  if (table.name !== invoice.name || !isInvoiceType(type) || typeof store !== 'string')
    return undefined;
  return { type, store };
}

/** The home store, or where that is not here the first dispensary that sees the patient: a policy may be added there. */
async function storeForPatient(work: Work, patientId: unknown): Promise<string | null> {
  const person = await work.get(patient, String(patientId));
  if (person === undefined || work.topology.isActiveHere(person.store_id))
    return person?.store_id ?? null;
  for (const store of dispensariesHere(work))
    if (await isVisibleIn(work, { kind: 'patient', person: person.id, store })) return store;
  return person.store_id;
}
