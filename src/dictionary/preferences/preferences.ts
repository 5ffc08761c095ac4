// What a site, a country or a store can prefer. Keys, defaults and what they mean stand here; where a value is said
// follows from the scope.
import { choiceOf, type Preference, wholeNumber, yesOrNo } from './preference.ts';

export const PREFERENCES = {
  history_months: wholeNumber('site', 0, 'Months of history in a first download; 0: all of it.'),
  auto_item_visibility_from_master_lists: yesOrNo(
    'site',
    true,
    'At the primary: items become visible and hidden in stores as their master lists change.',
  ),
  prevent_transfers_months_before_initialisation: wholeNumber(
    'site',
    3,
    'At central: no answering half for a document so many months older than the first download of the receiving site.',
  ),
  centralised_procurement: yesOrNo(
    'country',
    false,
    'New purchase orders of all stores are the primary’s to edit; a store can say otherwise (store.procurement_owner).',
  ),
  centralised_tenders: yesOrNo(
    'country',
    false,
    'New tenders, with their quotes, are the primary’s to edit.',
  ),
  centralised_payments: yesOrNo('country', false, 'New payments are the primary’s to edit.'),
  prescriptions_to_all_visible_sites: yesOrNo(
    'country-or-store',
    false,
    'Prescriptions of the store go to every site where the patient is visible.',
  ),
  repeats_on_all_visible_sites: yesOrNo(
    'country-or-store',
    false,
    'Repeats of patients whose home is the store go to every site where the patient is visible, and may be dispensed there.',
  ),
  names_created_elsewhere_not_visible: yesOrNo(
    'store',
    false,
    'Names made for other stores stay hidden in this one.',
  ),
  patients_created_elsewhere_not_visible: yesOrNo(
    'store',
    false,
    'Patients made in other stores stay hidden in this one.',
  ),
  new_names_this_store_only: yesOrNo(
    'store',
    false,
    'Names made in this store become visible in no other.',
  ),
  new_patients_this_store_only: yesOrNo(
    'store',
    false,
    'Patients made in this store become visible in no other.',
  ),
  transfer_si_state: choiceOf(
    'store',
    ['on_hold', 'new', 'finalised'],
    'How the supplier invoice of a stock transfer begins in this store.',
  ),
  goods_received_next_action: choiceOf(
    'store',
    ['supplier_invoice_on_hold', 'supplier_invoice_new'],
    'What follows when goods received are finalised.',
  ),
  internal_requisition_creates: choiceOf(
    'store',
    ['customer_invoice', 'response_requisition'],
    'What a purchase order of another store brings forth in this one.',
  ),
  view_all_patient_history: yesOrNo(
    'store',
    false,
    'What other stores dispensed to a patient is shown here too.',
  ),
  edit_patients_from_any_store: yesOrNo(
    'store',
    false,
    'Patients at home in another store of the same site may be edited here; never those of another site.',
  ),
  pack_size_one: yesOrNo('store', false, 'Stock arrives in packs of one unit.'),
  authorise_response_requisitions: yesOrNo('store', false, 'Response requisitions wait for it.'),
  authorise_customer_invoices: yesOrNo('store', false, 'Customer invoices wait for it.'),
  authorise_supplier_invoices: yesOrNo('store', false, 'Supplier invoices wait for it.'),
  authorise_purchase_orders: yesOrNo('store', false, 'Purchase orders wait for it.'),
  authorise_goods_received_lines: yesOrNo('store', false, 'Lines of goods received wait for it.'),
  keep_zero_requisition_lines: yesOrNo(
    'store',
    false,
    'Lines that ask for nothing stay in a finalised request.',
  ),
  months_lead_time: wholeNumber('store', 0, 'Months from an order to its goods.'),
  months_look_back: wholeNumber('store', 3, 'Months that the monthly use is reckoned from.'),
  months_overstock: wholeNumber('store', 6, 'More months of stock than this are too many.'),
  months_understock: wholeNumber('store', 3, 'Fewer months of stock than this are too few.'),
  months_expiring: wholeNumber('store', 3, 'Stock that expires within so many months is shown.'),
  dispensary_module: yesOrNo('store', false, 'The pages for dispensing.'),
  vaccine_module: yesOrNo('store', false, 'The pages for vaccines.'),
  dashboard_module: yesOrNo('store', false, 'The pages of the dashboard.'),
} satisfies Readonly<Record<string, Preference>>;

export type PreferenceKey = keyof typeof PREFERENCES;

/** The preference of this name, if there is one. */
export function preferenceOf(key: string): Preference | undefined {
  const all: Readonly<Record<string, Preference>> = PREFERENCES;
  return Object.hasOwn(all, key) ? all[key] : undefined;
}

/** What holds where nothing is said, of the preferences that sync rules may ask for: yes or no, the same everywhere. */
export function preferencesAsked(): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    Object.entries(PREFERENCES).flatMap(([key, { scope, fallback }]) =>
      typeof fallback === 'boolean' && (scope === 'country' || scope === 'country-or-store')
        ? [[key, fallback] as const]
        : [],
    ),
  );
}
