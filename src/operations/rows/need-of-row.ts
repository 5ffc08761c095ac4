import { invoice, invoiceLine, type Row, type Table } from '#dictionary';
import type { Work } from '#engine';
import { isInvoiceType, permissionFor } from '../invoices/invoice-kinds.ts';
import type { Need } from '../operation.ts';
import type { Permission } from '../permission.ts';

/** The permission for editing single rows of a table, and the column that says for which store. */
const PERMISSION_OF: Readonly<
  Record<string, { readonly permission: Permission; readonly store?: string }>
> = {
  site: { permission: 'manage_sites' },
  store: { permission: 'manage_stores' },
  store_preference: { permission: 'manage_stores' },
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
  shared_preference: { permission: 'edit_preferences' },
  store_sync_setting: { permission: 'manage_stores' },
};

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
