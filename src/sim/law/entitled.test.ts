import { describe, expect, it } from 'vitest';
import type { Row } from '#dictionary';
import { ALL_SITES, exampleLaw, holders, type Tables } from './example-country.ts';

type Example = readonly [title: string, table: string, row: Row, sites: readonly number[]];

function tell(name: string, also: Tables, examples: readonly Example[]) {
  describe(name, () => {
    const law = exampleLaw(also);
    it.each(examples)('[E1] %s', (_title, table, row, sites) => {
      expect(holders(law, table, row)).toEqual(sites);
    });
  });
}

tell('central data', {}, [
  ['row 1: items go to every site', 'item', {}, ALL_SITES],
  ['row 6: budgets go to every site', 'name_budget', { name_id: 'donor' }, ALL_SITES],
  ['row 17: custom reports go to every site', 'report', { is_custom: true }, ALL_SITES],
  ['row 17: standard reports come with the program', 'report', { is_custom: false }, []],
  ['row 21, RT4: abbreviations, where people dispense', 'abbreviation', {}, [1, 2, 4, 5]],
  ['row 22, Q3: diagnoses, where people dispense', 'diagnosis', {}, [1, 2, 4, 5]],
  [
    'row 2: a tag on a name, where it is visible or its copy is',
    'name_tag_join',
    { name_id: 'donor' },
    [1, 2, 4, 7],
  ],
  [
    'row 5: a list on a name that no store sees',
    'master_list_name_join',
    { name_id: 'nobody' },
    [1, 2],
  ],
  [
    'row 28: a list of a store, where it is and where it is visible',
    'master_list_name_join',
    { name_id: 'twin-warehouse' },
    [1, 2, 3, 4, 7],
  ],
]);

tell('central store data', {}, [
  ['row 30, 3.2: a store, where it is seen', 'store', { id: 'warehouse' }, [1, 2, 3, 4]],
  ['row 30, 3.2: a store with a copy', 'store', { id: 'disp-4' }, [1, 2, 3, 4, 7]],
  ['row 30, 3.3: every store exists on the primary', 'store', { id: 'alone' }, [1, 2, 6]],
  ['row 30: a preference', 'store_preference', { store_id: 'alone' }, [1, 2, 6]],
  ['row 28: item visibility', 'item_store_join', { store_id: 'warehouse' }, [1, 2, 3, 4]],
  ['row 28: name visibility', 'name_store_join', { store_id: 'alone' }, [1, 2, 6]],
  ['row 33: an authoriser', 'authoriser', { store_id: 'warehouse' }, [1, 2, 3, 4]],
  [
    'row 29: who is visible',
    'patient_store_join',
    { store_id: 'disp-5', established_at: 'x' },
    [1, 2, 5],
  ],
  [
    'of a store that is gone: central and the primary',
    'item_store_join',
    { store_id: 'gone' },
    [1, 2],
  ],
]);

tell('sync data and dashboards', {}, [
  ['row 31: sites do not travel', 'site', {}, [1]],
  ['row 31: nor do sync settings', 'store_sync_setting', { store_id: 'alone' }, [1]],
  ['row 32: definitions stay', 'dashboard_report', {}, [1]],
  ['row 32: a result goes to its store', 'dashboard_store_report', { store_id: 'alone' }, [1, 6]],
]);

tell('messages', {}, [
  [
    'row 34: from store to store',
    'message',
    { from_store_id: 'alone', to_store_id: 'warehouse' },
    [1, 3, 6],
  ],
  [
    'row 34, Q11: to everybody',
    'message',
    { from_store_id: 'alone', to_store_id: null },
    ALL_SITES,
  ],
  [
    'row 34, Q11: of the system',
    'message',
    { from_store_id: null, to_store_id: 'warehouse' },
    [1, 3],
  ],
]);

tell(
  'store data and transfers',
  {
    invoice: [{ id: 'sent', store_id: 'warehouse', counterparty_store_id: 'disp-4' }],
    requisition: [{ id: 'asked', store_id: 'disp-4', counterparty_store_id: 'at-central' }],
    authorisation_request: [{ id: 'request', store_id: 'alone' }],
    sensor: [{ id: 'sensor', store_id: 'alone' }],
  },
  [
    ['row 43: a location', 'location', { store_id: 'alone' }, [1, 6]],
    ['row 43: the primary has no store data', 'location', { store_id: 'warehouse' }, [1, 3]],
    ['row 43: a copy is full', 'location', { store_id: 'disp-4' }, [1, 4, 7]],
    ['row 43, Q8: a store at central', 'location', { store_id: 'at-central' }, [1]],
    ['row 48: a draft', 'invoice', { store_id: 'warehouse', counterparty_store_id: null }, [1, 3]],
    [
      'row 48: a half',
      'invoice',
      { store_id: 'warehouse', counterparty_store_id: 'disp-4' },
      [1, 3, 4],
    ],
    ['row 48: a line goes with its half', 'invoice_line', { invoice_id: 'sent' }, [1, 3, 4]],
    [
      'row 42: a requisition to a store at central',
      'requisition_line',
      { requisition_id: 'asked' },
      [1, 4, 7],
    ],
    [
      'Q12: the log of a transfer',
      'transfer_log',
      { store_id: 'disp-4', counterparty_store_id: 'warehouse' },
      [1, 3, 4, 7],
    ],
    [
      'row 54: a breach goes with its sensor',
      'temperature_breach',
      { sensor_id: 'sensor' },
      [1, 6],
    ],
    [
      'row 33: a decision goes to the store of the document',
      'authorisation_decision',
      { request_id: 'request' },
      [1, 2, 6],
    ],
    ['row 46: a line without its header', 'invoice_line', { invoice_id: 'gone' }, [1]],
    ['row 60: a new user goes up', 'new_user', { store_id: 'alone' }, [1, 6]],
    ['row 68: logs go nowhere', 'activity_log', { store_id: 'alone' }, []],
  ],
);

tell('patients and prescribers', { repeat: [{ id: 'monthly', patient_id: 'of-4' }] }, [
  ['row 36: home and where visible', 'patient', { id: 'of-4', store_id: 'disp-4' }, [1, 4, 5, 7]],
  [
    'row 36: not the primary, unless visible there',
    'patient',
    { id: 'of-5', store_id: 'disp-5' },
    [1, 5],
  ],
  ['row 36: what hangs on the patient', 'insurance_policy', { patient_id: 'of-4' }, [1, 4, 5, 7]],
  ['row 36, 6.3: a prescriber', 'prescriber', { id: 'doctor', store_id: 'disp-4' }, [1, 4, 7]],
  ['row 38: an event', 'patient_event', { patient_id: 'of-4' }, [1, 4, 5, 7]],
  ['row 39, 6.5: a repeat stays at home', 'repeat', { patient_id: 'of-4' }, [1, 4, 7]],
  ['row 40: a prescription', 'prescription', { store_id: 'disp-5', patient_id: 'of-4' }, [1, 5]],
  [
    'row 35: new visibility is patient data',
    'patient_store_join',
    { patient_id: 'of-4', store_id: 'disp-5', established_at: null },
    [1, 4, 5, 7],
  ],
]);

tell(
  'prescriptions and repeats to all visible sites',
  {
    preference: [
      { id: 'r', key: 'repeats_on_all_visible_sites', scope: 'global', value: true },
      { id: 'u', key: 'prescriptions_to_all_visible_sites', scope: 'user', value: true },
    ],
    store_preference: [
      { id: 's', store_id: 'disp-5', key: 'prescriptions_to_all_visible_sites', value: true },
    ],
  },
  [
    ['row 39, 6.5: repeats', 'repeat', { patient_id: 'of-4' }, [1, 4, 5, 7]],
    [
      'row 40, 6.4: of a store that says so',
      'prescription',
      { store_id: 'disp-5', patient_id: 'of-4' },
      [1, 4, 5, 7],
    ],
    [
      'row 40, 6.4: of a store that does not',
      'prescription',
      { store_id: 'disp-4', patient_id: 'of-4' },
      [1, 4, 7],
    ],
  ],
);

tell(
  'transactions left out (RT6)',
  {
    store_sync_setting: [{ id: 'set-4', store_id: 'disp-4', collectors: [7] }],
    invoice: [
      { id: 'draft', store_id: 'disp-4', counterparty_store_id: null },
      { id: 'return', store_id: 'disp-4', counterparty_store_id: 'warehouse' },
    ],
    prescription: [{ id: 'given', store_id: 'disp-4', patient_id: 'of-4' }],
    store_preference: [
      { id: 's', store_id: 'disp-4', key: 'prescriptions_to_all_visible_sites', value: true },
    ],
  },
  [
    ['row 45: stock stays, by default', 'stock_line', { store_id: 'disp-4' }, [4]],
    ['row 45: a movement stays', 'stock_movement', { store_id: 'disp-4' }, [4]],
    ['row 46: a stocktake stays', 'stocktake', { store_id: 'disp-4' }, [4]],
    ['row 48: an invoice stays', 'invoice_line', { invoice_id: 'draft' }, [4]],
    [
      'row 49: its note stays with it',
      'invoice_note',
      { store_id: 'disp-4', invoice_id: 'draft' },
      [4],
    ],
    [
      'row 40: a prescription stays, whatever the preference',
      'prescription_line',
      { prescription_id: 'given' },
      [4],
    ],
    ['row 48, Q4: a half goes', 'invoice_line', { invoice_id: 'return' }, [1, 3, 4, 7]],
    [
      'row 42, Q4: a requisition goes',
      'requisition',
      { store_id: 'disp-4', counterparty_store_id: null },
      [1, 4, 7],
    ],
    ['row 43: a location goes', 'location', { store_id: 'disp-4' }, [1, 4, 7]],
    ['row 36: a patient goes', 'patient', { id: 'of-4', store_id: 'disp-4' }, [1, 4, 5, 7]],
    ['row 45: another dispensary may send', 'stock_line', { store_id: 'disp-5' }, [1, 5]],
    ['row 45: a warehouse always sends', 'stock_line', { store_id: 'warehouse' }, [1, 3]],
  ],
);

tell(
  'centralised procurement (5.5)',
  {
    shared_preference: [{ id: 'c', key: 'centralised_procurement', value: true }],
    store: [
      {
        id: 'alone',
        name_id: 'twin-alone',
        active_site_id: 6,
        store_mode: 'store',
        procurement_owner: 'active_site',
      },
    ],
  },
  [
    ['row 25: an order of the primary', 'purchase_order', { store_id: 'warehouse' }, [1, 2, 3, 4]],
    ['row 58: a store that orders itself', 'purchase_order', { store_id: 'alone' }, [1, 6]],
    [
      'row 58: an open order keeps its owner',
      'purchase_order',
      { store_id: 'warehouse', procurement_owner: 'active_site' },
      [1, 3],
    ],
    ['row 57: tenders have a preference of their own', 'tender', { store_id: 'warehouse' }, [1, 3]],
    [
      'row 58, 5.4: an order to another store is half a transfer',
      'purchase_order',
      { store_id: 'alone', counterparty_store_id: 'warehouse' },
      [1, 3, 6],
    ],
  ],
);

tell(
  'merges (4.5)',
  {
    patient: [{ id: 'also-of-4', store_id: 'disp-4', deleted_at: 'then' }],
    patient_store_join: [
      { id: 'p4-5', patient_id: 'of-4', store_id: 'disp-5', deleted_at: 'then' },
      { id: 'late', patient_id: 'also-of-4', store_id: 'alone', inactive: false },
    ],
    merge_event: [
      { id: 'm2', kind: 'patient', kept_id: 'of-4', removed_id: 'middle' },
      { id: 'm1', kind: 'patient', kept_id: 'middle', removed_id: 'also-of-4' },
      { id: 'm3', kind: 'patient', kept_id: 'of-5', removed_id: 'of-4', status: 'requested' },
    ],
  },
  [
    [
      'row 37: what shows the removed one shows the kept one',
      'patient',
      { id: 'of-4', store_id: 'disp-4' },
      [1, 4, 6, 7],
    ],
    [
      'row 37: a late row of the removed one is as of the kept one',
      'patient_event',
      { patient_id: 'also-of-4' },
      [1, 4, 6, 7],
    ],
    [
      'row 37: the event goes where either may be',
      'merge_event',
      { kind: 'patient', kept_id: 'of-4', removed_id: 'of-5' },
      [1, 4, 5, 6, 7],
    ],
    ['row 3: a merge of items goes to every site', 'merge_event', { kind: 'item' }, ALL_SITES],
    [
      'row 44: a merge of locations stays in its store',
      'merge_event',
      { kind: 'location', kept_id: 'shelf', removed_id: 'fridge' },
      [1, 3],
    ],
  ],
);

describe('sites that may hold anything', () => {
  it('[B1] tells the ids by table, without tombstones', () => {
    const law = exampleLaw({
      item: [{ id: 'here' }, { id: 'gone', deleted_at: 'then' }],
      user_account: [{ id: 'somebody' }],
    });
    const held = law.entitled(6);
    expect([...(held.get('item') ?? [])]).toEqual(['here']);
    expect([...(held.get('user_account') ?? [])]).toEqual([]);
    expect([...(held.get('store') ?? [])]).toEqual(['alone']);
    expect([...(held.get('patient') ?? [])]).toEqual([]);
  });

  it('[E1] a site that is retired or unknown receives nothing more', () => {
    const law = exampleLaw({ site: [{ id: 'site-6', site_id: 6, disabled_at: 'then' }] });
    expect(law.mayHold(6, 'item', { id: 'i' })).toBe(false);
    expect(law.mayHold(8, 'item', { id: 'i' })).toBe(false);
  });

  it('[B2] visibility that is taken away shows nothing any more', () => {
    const gone = { id: 'p4-5', patient_id: 'of-4', store_id: 'disp-5', inactive: true };
    const law = exampleLaw({ patient_store_join: [gone] });
    expect(holders(law, 'patient', { id: 'of-4', store_id: 'disp-4' })).toEqual([1, 4, 7]);
  });

  it('[E1] in the normal topology the primary is central, and site 2 one of many', () => {
    const law = exampleLaw({}, 'normal');
    expect(holders(law, 'abbreviation', {})).toEqual([1, 4, 5]);
    expect(holders(law, 'store', { id: 'alone' })).toEqual([1, 6]);
  });
});
