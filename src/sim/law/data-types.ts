// The policy table of domain.md 4.3, all 70 rows, written a second time and by hand: it shares nothing with the
// dictionary or the rules of the engine, so that a mistake must be made twice to stay unseen.
import type { Row } from '#dictionary';
import { DASHBOARD_DEFINITIONS_TRAVEL } from './assumptions.ts';
import type { CentralisedSubject, DataType, Person } from './data-type.ts';

/** One row of 4.3. */
export interface PolicyRow {
  readonly row: number;
  readonly title: string;
  readonly tables: Readonly<Record<string, DataType>>;
}

const C: DataType = { code: 'C' };
const CD: DataType = { code: 'CD' };
const Y: DataType = { code: 'Y' };
const L: DataType = { code: 'L' };
const MERGE: DataType = { code: 'merge' };
const centralStore = (code: 'CS-P' | 'CS-C', store = 'store_id'): DataType => ({ code, store });
const nameData: DataType = { code: 'N', name: 'name_id' };
const store: DataType = { code: 'S', store: 'store_id' };
const suppressed: DataType = { code: 'S', store: 'store_id', suppressed: 'always' };
const withInvoice: DataType = { code: 'S', store: 'store_id', suppressed: 'with-its-invoice' };
const half: DataType = { code: 'T', store: 'store_id', counterparty: 'counterparty_store_id' };
const patientData: DataType = { code: 'P', person: 'patient', column: 'patient_id' };
const PRESCRIPTION: DataType = { code: 'P+S', store: 'store_id', patient: 'patient_id' };
const INVOICE: DataType = { ...half, suppressed: 'unless-half' };
const ORDER: DataType = {
  code: 'CS-P/S',
  store: 'store_id',
  counterparty: 'counterparty_store_id',
  subject: 'procurement',
};
const person = (who: Person): DataType => ({ code: 'P', person: who, column: 'id' });
const shownPerson = (who: Person): DataType => ({
  code: 'P/CS-P',
  store: 'store_id',
  person: who,
  column: `${who}_id`,
});
const centralised = (subject: CentralisedSubject): DataType => ({
  code: 'CS-P/S',
  store: 'store_id',
  subject,
});
const line = (parent: string): DataType => ({ code: 'W', column: `${parent}_id`, parent });

const ORDERS = { purchase_order: ORDER, purchase_order_line: line('purchase_order') };
const TENDERS = {
  tender: centralised('tenders'),
  tender_line: line('tender'),
  tender_supplier: line('tender'),
  quote: line('tender'),
  quote_line: line('quote'),
};
const PAYMENTS = { cash_transaction: centralised('payments') };
const SHOWN_PERSONS = {
  patient_store_join: shownPerson('patient'),
  prescriber_store_join: shownPerson('prescriber'),
};
const INVOICES = { invoice: INVOICE, invoice_line: line('invoice') };

/** The tables of one type in a row of 4.3. */
const all = (type: DataType, ...tables: string[]) =>
  Object.fromEntries(tables.map((table) => [table, type]));

export const POLICY: readonly PolicyRow[] = [
  row(1, 'Items', all(C, 'item', 'unit', 'item_category', 'bom_master', 'bom_line')),
  row(2, 'Names (except patients)', {
    ...all(C, 'name', 'name_category', 'contact', 'contact_group', 'contact_group_member'),
    name_tag: C,
    // "tags attached to a name → N"
    name_tag_join: nameData,
  }),
  row(3, 'Merging items, units, names', { merge_event: MERGE }),
  row(4, 'Groups and departments', all(C, 'name_group', 'item_department')),
  row(5, 'Item master lists and programmes', {
    ...all(C, 'master_list', 'master_list_line', 'program_settings', 'order_type'),
    // "the name join is N"; the lists of a store are row 28 as well ("store master lists").
    master_list_name_join: { ...nameData, alsoStoreLists: true },
    // "local list lines belong to store"
    local_list_line: store,
  }),
  row(
    6,
    'Budgets, periods, accounts',
    all(C, 'account', 'budget_period', 'name_budget', 'period_schedule', 'period'),
  ),
  row(7, 'Transaction categories, payment types', all(C, 'transaction_category', 'payment_type')),
  row(8, 'Purchase order categories', all(C, 'purchase_order_category')),
  row(9, 'Custom data', all(C, 'custom_field_def')),
  row(10, 'Barcodes', all(C, 'barcode')),
  row(11, 'Currencies', all(C, 'currency')),
  row(12, 'Options and properties', all(C, 'reason_option', 'property', 'property_value_def')),
  row(13, 'Location types', all(C, 'location_type')),
  row(14, 'Regimens and indicators', all(C, 'regimen', 'program_indicator', 'indicator_attribute')),
  row(
    15,
    'Drug interactions and warnings',
    all(C, 'interaction_group', 'drug_interaction', 'warning', 'item_warning'),
  ),
  row(16, 'Vaccinators and vaccine settings', {
    ...all(C, 'vaccinator', 'vvm_status', 'temperature_breach_config'),
    ...all(C, 'vaccine_course', 'vaccine_course_dose', 'vaccine_course_item'),
  }),
  // "standard reports are shipped with the program …; never synced"
  row(17, 'Custom reports', { report: { code: 'C', unlessStandard: true } }),
  row(
    18,
    'Asset settings',
    all(C, 'asset_type', 'asset_status', 'asset_condition', 'asset_location_type'),
  ),
  row(19, 'Regions', all(C, 'region')),
  row(
    20,
    'Incoterms, tender conditions',
    all(C, 'incoterm', 'tender_condition', 'shipping_method'),
  ),
  row(21, 'Abbreviations, item directions', all(CD, 'abbreviation', 'item_direction')),
  // Q3: limited to sites with a dispensary.
  row(22, 'Diagnoses', all(CD, 'diagnosis')),
  row(23, 'Insurance providers', all(CD, 'insurance_provider')),
  row(24, 'Patient event types', all(CD, 'patient_event_type')),
  row(25, 'Purchase orders (centralised)', ORDERS),
  row(26, 'Tenders, quotes (centralised)', TENDERS),
  row(27, 'Payments (centralised)', PAYMENTS),
  row(28, 'Visibility items and names', {
    item_store_join: centralStore('CS-P'),
    // Q1: name visibility is central's, item visibility the primary's.
    name_store_join: centralStore('CS-C'),
  }),
  row(29, 'Visibility of existing patients/prescribers', SHOWN_PERSONS),
  row(30, 'Stores, non-sync store preferences', {
    store: centralStore('CS-C', 'id'),
    store_preference: centralStore('CS-C'),
  }),
  row(31, 'Sites, sync preferences', all(Y, 'site', 'store_sync_setting')),
  row(32, 'Dashboard reports', {
    dashboard_report: DASHBOARD_DEFINITIONS_TRAVEL ? C : Y,
    dashboard_store_report: { code: 'Y/S', store: 'store_id' },
  }),
  row(33, 'Authorisers, authorisation', {
    ...all(centralStore('CS-C'), 'authoriser', 'authorisation_request'),
    authorisation_decision: {
      code: 'W',
      column: 'request_id',
      parent: 'authorisation_request',
    },
  }),
  row(34, 'Messages', { message: { code: 'M', from: 'from_store_id', to: 'to_store_id' } }),
  row(35, 'Visibility of new patients/prescribers', SHOWN_PERSONS),
  row(36, 'Patients and prescribers', {
    patient: person('patient'),
    prescriber: person('prescriber'),
    // 6.2: where a patient was looked up, a new policy may be added, and nothing be changed.
    insurance_policy: { ...patientData, mayBeAddedWhereVisible: true },
    ...all(patientData, 'patient_medication_record', 'next_of_kin'),
  }),
  row(37, 'Merging patients/prescribers', { merge_event: MERGE }),
  row(38, 'Patient events', all(patientData, 'patient_event')),
  row(39, 'Repeats', { repeat: { ...patientData, repeat: true } }),
  row(40, 'Prescriptions', {
    prescription: PRESCRIPTION,
    prescription_line: line('prescription'),
  }),
  row(41, 'Name notes', all(store, 'name_note')),
  row(42, 'Customer stock history, requisitions', {
    requisition: half,
    requisition_line: line('requisition'),
    customer_stock_history: store,
    customer_stock_history_line: line('customer_stock_history'),
  }),
  row(43, 'Locations', all(store, 'location')),
  row(44, 'Merging locations', { merge_event: MERGE }),
  row(45, 'Stock, replenishments', {
    ...all(suppressed, 'stock_line', 'location_movement', 'replenishment'),
    replenishment_line: line('replenishment'),
    stock_movement: { ...suppressed, appendOnly: true },
  }),
  row(46, 'Stocktakes, inventory adjustments', {
    stocktake: suppressed,
    stocktake_line: line('stocktake'),
    ...INVOICES,
  }),
  row(47, 'AMC projections', all(store, 'amc_projection')),
  row(48, 'Transactions (not prescriptions)', { ...INVOICES, backorder: suppressed }),
  row(49, 'Transaction notes', all(withInvoice, 'invoice_note')),
  row(50, 'Item notes', all(store, 'item_note')),
  row(51, 'Boxes', { box: withInvoice, box_line: line('box') }),
  // An order of one store to another ends in goods received as its answering half (5.4).
  row(52, 'Goods received', {
    goods_received: half,
    goods_received_line: line('goods_received'),
  }),
  row(53, 'Indicator values', all(store, 'indicator_value')),
  row(54, 'Vaccine monitors/sensors', {
    ...all(store, 'sensor', 'temperature_log', 'vvm_status_log'),
    temperature_breach: line('sensor'),
  }),
  row(55, 'Assets', { asset: store, asset_log: line('asset') }),
  row(56, 'Store credentials', all(store, 'store_credential')),
  row(57, 'Tenders, quotes', TENDERS),
  row(58, 'Purchase orders', ORDERS),
  row(59, 'Payments', PAYMENTS),
  // "insert only; name details travel to central, nothing back": not the account itself, which is row 61.
  row(60, 'New users', { new_user: { code: 'S', store: 'store_id', appendOnly: true } }),
  row(61, 'User licences, existing users', all(L, 'user_account', 'licence')),
  row(62, 'User permissions', all(L, 'user_permission', 'user_group', 'login_right')),
  // "a few keys are explicitly synced (section 8.1)": they are the primary's and stand in a table of their own.
  row(63, 'Preferences (non-store)', { preference: L, shared_preference: C }),
  row(64, 'Reference documents', all(L, 'reference_document')),
  row(65, 'HIS', all(L, 'his_*')),
  row(66, 'Drug registration', all(L, 'drug_register', 'drug_register_line')),
  row(67, 'Labels', all(L, 'label')),
  // Promise K1: no row of a log is changed or removed.
  row(68, 'Logs', { activity_log: { code: 'L', appendOnly: true } }),
  row(69, 'Reminders', all(L, 'reminder')),
  row(70, 'Adverse drug reactions', all(L, 'adverse_drug_reaction')),
];

/** What 4.3 has no row for, because a question of section 11 or another section brought it in. */
const WITHOUT_ROW: Readonly<Record<string, DataType>> = {
  // Q5: what the store itself says about an item.
  item_store_setting: store,
  // Q12: what one store tells another about a document that they share.
  transfer_log: half,
  // 3.6: numbers move with the store.
  number_sequence: store,
  // 6.7: central asks the former home site, which answers once.
  home_change: { code: 'Y/S', store: 'from_store_id' },
  home_release: { code: 'S', store: 'store_id', appendOnly: true },
};

/** The same as one row more, so that these tables are asked like the others. */
export const BESIDE: PolicyRow = row(0, 'Serving the others', WITHOUT_ROW);

/** Each table's type; the name may end in `*`. */
export const DATA_TYPES: Readonly<Record<string, DataType>> = Object.assign(
  {},
  ...POLICY.map(({ tables }) => tables),
  WITHOUT_ROW,
);

const FAMILIES = Object.keys(DATA_TYPES).filter((name) => name.endsWith('*'));

function row(number: number, title: string, tables: PolicyRow['tables']): PolicyRow {
  return { row: number, title, tables };
}

/** As the policy names a table: itself, or the family it is of. */
export function nameInPolicy(table: string): string {
  if (table in DATA_TYPES) return table;
  return FAMILIES.find((family) => table.startsWith(family.slice(0, -1))) ?? table;
}

export function typeOf(table: string): DataType {
  const type = DATA_TYPES[table] ?? DATA_TYPES[nameInPolicy(table)];
  if (type === undefined)
    throw new Error(
      `The simulator does not know who may hold a ${table}: add it to data-types.ts, from what it is meant to be and not from the dictionary.`,
    );
  return type;
}

/** Rows of these tables never leave their site; with a row, whether it is one of those. */
export function staysLocal(table: string, row?: Row): boolean {
  const type = typeOf(table);
  if (type.code === 'L' || type.code === 'Y') return true;
  // Row 17: "standard reports are … never synced".
  return type.code === 'C' && type.unlessStandard === true && row?.['is_custom'] === false;
}

/** Q11: a message without a sender is sent to its recipient; whoever wrote it keeps it (A1), and is sent it by nobody. */
export function isKeptByItsMaker(table: string, row: Row): boolean {
  const type = typeOf(table);
  return type.code === 'M' && row[type.from] === null && row[type.to] !== null;
}

/** The id of the person whom a row is about; empty of rows about nobody. */
export function personOf(table: string, row: Row): string {
  const type = typeOf(table);
  if (type.code === 'P' || type.code === 'P/CS-P') return String(row[type.column]);
  if (type.code === 'merge') return String(row['kept_id']);
  return type.code === 'P+S' ? String(row[type.patient]) : '';
}

/** 6.2: rows that a site may add to a patient who is only visible there. */
export function mayBeAddedWhereVisible(table: string): boolean {
  const type = typeOf(table);
  return type.code === 'P' && type.mayBeAddedWhereVisible === true;
}
