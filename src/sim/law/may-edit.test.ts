import { describe, expect, it } from 'vitest';
import type { Row } from '#dictionary';
import { exampleLaw, type Tables } from './example-country.ts';
import type { Answer, Operation } from './may-edit.ts';

const YES: Answer = { allowed: true };
const at = (editedAt: number): Answer => ({
  allowed: false,
  because: 'edited-elsewhere',
  editedAt,
});
const no = (because: Extract<Answer, { allowed: false }>['because']): Answer => ({
  allowed: false,
  because,
});

interface Question {
  readonly site: number;
  readonly table: string;
  readonly row: Row;
  readonly operation?: Operation;
  readonly also?: Tables;
}

function answer({ site, table, row, operation = 'edit', also }: Question): Answer {
  return exampleLaw(also).mayEdit({ site, table, row: { id: 'example', ...row }, operation });
}

type Example = readonly [title: string, question: Question, answer: Answer];
const tell = (name: string, examples: readonly Example[]) =>
  describe(name, () => {
    it.each(examples)('[D7] %s', (_title, question, expected) => {
      expect(answer(question)).toEqual(expected);
    });
  });

const order = { store_id: 'warehouse' };
const centralised = {
  shared_preference: [{ id: 'c', key: 'centralised_procurement', value: true }],
};

tell('who is named when it is edited elsewhere (DR2)', [
  ['row 1: the primary', { site: 1, table: 'item', row: {} }, at(2)],
  ['row 30, Q2: central', { site: 2, table: 'store', row: { id: 'alone' } }, at(1)],
  ['row 43: the active site', { site: 1, table: 'location', row: { store_id: 'alone' } }, at(6)],
  ['row 43: a copy is read', { site: 7, table: 'location', row: { store_id: 'disp-4' } }, at(4)],
  [
    'row 36: the home site',
    { site: 5, table: 'patient', row: { id: 'of-4', store_id: 'disp-4' } },
    at(4),
  ],
  [
    'row 43: nobody, of a store that is gone',
    { site: 6, table: 'location', row: { store_id: 'gone' } },
    no('owner-unknown'),
  ],
  [
    'row 43: a row of another store is not taken over',
    { site: 6, table: 'location', row: { id: 'shelf', store_id: 'alone' } },
    at(3),
  ],
  [
    'row 43: a row that is there is not new (E3)',
    { site: 6, table: 'location', row: { id: 'shelf', store_id: 'alone' }, operation: 'push-new' },
    at(3),
  ],
]);

tell('centralised procurement', [
  [
    'row 25: the primary writes orders',
    { site: 2, table: 'purchase_order', row: order, operation: 'create', also: centralised },
    YES,
  ],
  [
    'row 25: the store does not',
    { site: 3, table: 'purchase_order', row: order, operation: 'create', also: centralised },
    at(2),
  ],
  [
    'row 58: without it the store does',
    { site: 3, table: 'purchase_order', row: order, operation: 'create' },
    YES,
  ],
  [
    'D8: an open order keeps its owner at the switch',
    {
      site: 3,
      table: 'purchase_order',
      row: { ...order, procurement_owner: 'active_site' },
      also: centralised,
    },
    YES,
  ],
  [
    'D8: a new order cannot say that it is older than the switch',
    {
      site: 3,
      table: 'purchase_order',
      row: { ...order, procurement_owner: 'active_site' },
      operation: 'create',
      also: centralised,
    },
    at(2),
  ],
  [
    'row 58, 5.4: an order for several stores is the primary’s',
    { site: 3, table: 'purchase_order', row: { store_id: null }, operation: 'create' },
    at(2),
  ],
]);

tell('dispensaries', [
  [
    '6.1: any dispensary of the home site',
    { site: 4, table: 'patient', row: { id: 'of-4', store_id: 'disp-4' } },
    YES,
  ],
  [
    '6.1: a home store that is no dispensary',
    { site: 3, table: 'patient', row: { store_id: 'warehouse' }, operation: 'create' },
    no('no-dispensary'),
  ],
  [
    '6.7: a patient is not given away by an edit',
    { site: 4, table: 'patient', row: { id: 'of-4', store_id: 'disp-5' } },
    at(5),
  ],
  [
    'row 39, Q9: a repeat at home, whatever the preference',
    { site: 5, table: 'repeat', row: { patient_id: 'of-4' } },
    at(4),
  ],
  [
    'row 40, 6.4: dispensed where the patient is visible',
    {
      site: 5,
      table: 'prescription',
      row: { store_id: 'disp-5', patient_id: 'of-4' },
      operation: 'create',
    },
    YES,
  ],
  [
    'row 40, 6.4: not where the patient is unknown',
    {
      site: 4,
      table: 'prescription',
      row: { store_id: 'disp-4', patient_id: 'of-5' },
      operation: 'create',
    },
    no('patient-not-visible'),
  ],
  [
    'row 40, 6.4: not in a store that is no dispensary',
    { site: 3, table: 'prescription', row: { store_id: 'warehouse', patient_id: 'of-4' } },
    no('no-dispensary'),
  ],
  [
    '6.2: a policy is added to a looked-up patient',
    { site: 5, table: 'insurance_policy', row: { patient_id: 'of-4' }, operation: 'create' },
    YES,
  ],
  [
    '6.2: and not changed there',
    { site: 5, table: 'insurance_policy', row: { patient_id: 'of-4' } },
    at(4),
  ],
  [
    'Q10: visibility is the home site’s until central has it',
    {
      site: 4,
      table: 'patient_store_join',
      row: { patient_id: 'of-4', store_id: 'disp-4', established_at: null },
    },
    YES,
  ],
  [
    'Q10: and the primary’s afterwards',
    {
      site: 4,
      table: 'patient_store_join',
      row: { id: 'p4-4', patient_id: 'of-4', store_id: 'disp-4', established_at: 'x' },
    },
    at(2),
  ],
]);

tell('what is made once', [
  [
    'row 34: a message',
    { site: 3, table: 'message', row: { from_store_id: 'warehouse' } },
    no('never-changes'),
  ],
  [
    'row 34: not in the name of another store',
    { site: 3, table: 'message', row: { from_store_id: 'alone' }, operation: 'create' },
    at(6),
  ],
  [
    'row 34, Q11: the system’s, by any site',
    { site: 7, table: 'message', row: { from_store_id: null }, operation: 'push-new' },
    YES,
  ],
  [
    'row 3: a merge',
    { site: 2, table: 'merge_event', row: { kind: 'item' }, operation: 'delete' },
    no('never-changes'),
  ],
  [
    'row 37: patients of one home',
    {
      site: 4,
      table: 'merge_event',
      row: { kind: 'patient', kept_id: 'of-4', removed_id: 'also-of-4' },
      operation: 'create',
    },
    YES,
  ],
  [
    'row 37: patients of two homes, at central',
    {
      site: 4,
      table: 'merge_event',
      row: { kind: 'patient', kept_id: 'of-4', removed_id: 'of-5' },
      operation: 'create',
    },
    at(1),
  ],
  [
    'row 44: locations of two stores',
    {
      site: 3,
      table: 'merge_event',
      row: { kind: 'location', kept_id: 'shelf', removed_id: 'cupboard' },
      operation: 'create',
    },
    no('not-of-one-store'),
  ],
]);

tell('what is deleted', [
  [
    'Q15: a new document',
    {
      site: 3,
      table: 'invoice',
      row: { store_id: 'warehouse', status: 'new' },
      operation: 'delete',
    },
    YES,
  ],
  [
    'Q15: not a confirmed one',
    {
      site: 3,
      table: 'invoice',
      row: { store_id: 'warehouse', status: 'confirmed' },
      operation: 'delete',
    },
    no('document-is-past-new'),
  ],
  [
    'Q15: visibility is made inactive',
    { site: 2, table: 'item_store_join', row: { store_id: 'alone' }, operation: 'delete' },
    no('made-inactive-instead'),
  ],
  [
    '3.2: a store that was never used',
    { site: 1, table: 'store', row: { id: 'alone' }, operation: 'delete' },
    YES,
  ],
  [
    '3.2: not one with stock',
    {
      site: 1,
      table: 'store',
      row: { id: 'alone' },
      operation: 'delete',
      also: { stock_line: [{ id: 's', store_id: 'alone' }] },
    },
    no('store-is-in-use'),
  ],
  [
    '2.2: a site without stores',
    { site: 1, table: 'site', row: { id: 'site-7', site_id: 7 }, operation: 'delete' },
    YES,
  ],
  [
    '2.2: not one with a store',
    { site: 1, table: 'site', row: { id: 'site-6', site_id: 6 }, operation: 'delete' },
    no('site-is-in-use'),
  ],
  [
    '2.2: not central itself',
    { site: 1, table: 'site', row: { id: 'site-1', site_id: 1 }, operation: 'delete' },
    no('site-is-in-use'),
  ],
]);

tell('what is pushed', [
  [
    'row 43: own store data',
    { site: 3, table: 'location', row: { store_id: 'warehouse' }, operation: 'push-edit' },
    YES,
  ],
  [
    'row 1: items, by a mirrored primary',
    { site: 2, table: 'item', row: {}, operation: 'push-new' },
    YES,
  ],
  [
    'row 61: no accounts',
    { site: 3, table: 'user_account', row: {}, operation: 'push-new' },
    no('not-sent'),
  ],
  [
    'RT6: nothing that a dispensary leaves out',
    {
      site: 5,
      table: 'stock_line',
      row: { store_id: 'disp-5' },
      operation: 'push-edit',
      also: { store_sync_setting: [{ id: 'set-5', store_id: 'disp-5' }] },
    },
    no('not-sent'),
  ],
  [
    'central is pushed to',
    { site: 1, table: 'location', row: { store_id: 'at-central' }, operation: 'push-new' },
    no('central-does-not-push'),
  ],
  [
    'Q8: and edits what is active there',
    { site: 1, table: 'location', row: { store_id: 'at-central' } },
    YES,
  ],
  [
    'nothing by a retired site',
    {
      site: 6,
      table: 'location',
      row: { store_id: 'alone' },
      operation: 'push-new',
      also: { site: [{ id: 'site-6', site_id: 6, disabled_at: 'then' }] },
    },
    no('site-is-not-served'),
  ],
]);

tell('what is nobody’s or everybody’s', [
  [
    'row 17: a standard report',
    { site: 2, table: 'report', row: { is_custom: false } },
    no('comes-with-the-program'),
  ],
  ['row 67: a label', { site: 6, table: 'label', row: {}, operation: 'delete' }, YES],
  [
    'row 48: a line without its document',
    { site: 3, table: 'invoice_line', row: { invoice_id: 'gone' } },
    no('owner-unknown'),
  ],
]);
