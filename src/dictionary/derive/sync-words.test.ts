import { expect, it } from 'vitest';
import { id, ref, text } from '../model/column.ts';
import { localData, messageData } from '../model/sync-rule.ts';
import { table } from '../model/table.ts';
import { atollDictionary } from '../tables/atoll-dictionary.ts';
import { insurancePolicy } from '../tables/dispensary/insurance.ts';
import { repeat } from '../tables/dispensary/repeat.ts';
import { invoice } from '../tables/documents/invoice.ts';
import { purchaseOrder } from '../tables/purchasing/purchase-order.ts';
import {
  name,
  nameStoreJoin,
  parcel,
  parcelLine,
  site,
  store,
  toyDictionary,
} from '../toy-dictionary.ts';
import { syncWords } from './sync-words.ts';

it('central data is edited at the primary and sent to every site', () => {
  expect(syncWords(toyDictionary, name)).toEqual({
    sync_type: 'central',
    edited_at: { normal: 'Central', mirrored: 'Primary' },
    sent_to: ['Every site'],
    conditions: [],
    cases: [],
  });
});

it('the store row itself is edited at central in both topologies', () => {
  expect(syncWords(toyDictionary, store)).toEqual({
    sync_type: 'central_store',
    edited_at: { normal: 'Central', mirrored: 'Central' },
    sent_to: [
      'Central',
      'Primary',
      'Active and collector sites of the store',
      'Active sites of stores that see the store',
    ],
    conditions: [],
    cases: [],
  });
  expect(syncWords(toyDictionary, nameStoreJoin).edited_at).toEqual({
    normal: 'Central',
    mirrored: 'Primary',
  });
});

it('lines read as their header', () => {
  expect(syncWords(toyDictionary, parcelLine)).toEqual(syncWords(toyDictionary, parcel));
  expect(syncWords(toyDictionary, parcelLine)).toEqual({
    sync_type: 'transfer',
    edited_at: { normal: 'Active site of the store', mirrored: 'Active site of the store' },
    sent_to: [
      'Central',
      'Active and collector sites of the store',
      'Active site of the counterparty store',
    ],
    conditions: [],
    cases: [],
  });
});

it('messages name both their stores; what stays has no audience', () => {
  const note = table('note', {
    title: 'Note',
    columns: {
      id: id(),
      from_store_id: ref('store').optional().fixedOnce(),
      to_store_id: ref('store').optional().fixedOnce(),
      said: text(),
    },
    sync: messageData({ from: 'from_store_id', to: 'to_store_id' }),
  });
  expect(syncWords(toyDictionary, note).sent_to).toEqual([
    'Central',
    'Active site of the store in from_store_id',
    'Active site of the store in to_store_id (every site when blank)',
  ]);
  expect(syncWords(toyDictionary, site).sent_to).toEqual([]);
  const own = table('own', { title: 'Own', columns: { id: id() }, sync: localData() });
  expect(syncWords(toyDictionary, own).edited_at.normal).toBe('Every site for itself');
});

it('what a column decides reads case by case, and says what decides it', () => {
  const words = syncWords(atollDictionary, purchaseOrder);
  expect(words.edited_at.mirrored).toBe(
    'Active site of the store (`procurement_owner` is `store`); Primary (`procurement_owner` is `primary`)',
  );
  expect(words.cases.map((each) => each.sync_type)).toEqual(['transfer', 'central_store']);
  expect(words.conditions).toEqual([
    'A new row gets `procurement_owner` `primary` with `centralised_procurement`, else `store`, unless `store.procurement_owner` says otherwise; it keeps it for ever.',
  ]);
});

it('a patient’s data are edited at home and sent where the patient is visible, some only by preference', () => {
  expect(syncWords(atollDictionary, repeat)).toEqual({
    sync_type: 'patient',
    edited_at: {
      normal: 'Home site of the patient, in an active dispensary',
      mirrored: 'Home site of the patient, in an active dispensary',
    },
    sent_to: [
      'Central',
      'Home site of the patient',
      'Sites with an active or collector store where the patient is visible (with `repeats_on_all_visible_sites`)',
    ],
    conditions: [],
    cases: [],
  });
  expect(syncWords(atollDictionary, insurancePolicy).edited_at.normal).toBe(
    'Home site of the patient, in an active dispensary; a site where the patient is visible may add one and not change it',
  );
});

it('what a dispensary may leave out says so', () => {
  expect(syncWords(atollDictionary, invoice).conditions).toEqual([
    'Stays at its site while the store is a dispensary that leaves out its transactions, except what belongs to half of a transfer.',
  ]);
});
