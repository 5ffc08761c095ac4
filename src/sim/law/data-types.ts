// Who edits and who receives each table, written a second time and by hand: it shares nothing
// with the dictionary or the rules of the engine, so that a mistake must be made twice to stay unseen.

/** Codes for the kinds of data of docs/spec/edit-rights.md and audiences-and-interest.md; W: as the row that the column points to. */
export type DataType =
  | { readonly code: 'C' | 'Y' | 'L' }
  | { readonly code: 'CS-P' | 'CS-C' | 'S'; readonly store: string }
  | { readonly code: 'T'; readonly store: string; readonly counterparty: string }
  | { readonly code: 'M'; readonly from: string; readonly to: string }
  | { readonly code: 'W'; readonly column: string; readonly parent: string };

export const DATA_TYPES: Readonly<Record<string, DataType>> = {
  item: { code: 'C' },
  unit: { code: 'C' },
  reason_option: { code: 'C' },
  name: { code: 'C' },
  item_store_join: { code: 'CS-P', store: 'store_id' },
  // Name visibility is central's, item visibility the primary's.
  name_store_join: { code: 'CS-C', store: 'store_id' },
  store: { code: 'CS-C', store: 'id' },
  store_preference: { code: 'CS-C', store: 'store_id' },
  site: { code: 'Y' },
  message: { code: 'M', from: 'from_store_id', to: 'to_store_id' },
  location: { code: 'S', store: 'store_id' },
  stock_line: { code: 'S', store: 'store_id' },
  stock_movement: { code: 'S', store: 'store_id' },
  number_sequence: { code: 'S', store: 'store_id' },
  invoice: { code: 'T', store: 'store_id', counterparty: 'counterparty_store_id' },
  invoice_line: { code: 'W', column: 'invoice_id', parent: 'invoice' },
  transfer_log: { code: 'T', store: 'store_id', counterparty: 'counterparty_store_id' },
  user_account: { code: 'L' },
  user_permission: { code: 'L' },
  preference: { code: 'L' },
  activity_log: { code: 'L' },
};

/** Rows of these tables never leave their site. */
export function staysLocal(table: string): boolean {
  const code = DATA_TYPES[table]?.code;
  return code === 'L' || code === 'Y';
}

export function typeOf(table: string): DataType {
  const type = DATA_TYPES[table];
  if (type === undefined)
    throw new Error(
      `The simulator does not know who may hold a ${table}: add it to data-types.ts, from what it is meant to be and not from the dictionary.`,
    );
  return type;
}
