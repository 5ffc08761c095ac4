import { expect, it } from 'vitest';
import { id, ref, text } from '../model/column.ts';
import { localData, messageData } from '../model/sync-rule.ts';
import { table } from '../model/table.ts';
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
    'Active and collector sites of the store in from_store_id',
    'Active and collector sites of the store in to_store_id (every site when blank)',
  ]);
  expect(syncWords(toyDictionary, site).sent_to).toEqual([]);
  const own = table('own', { title: 'Own', columns: { id: id() }, sync: localData() });
  expect(syncWords(toyDictionary, own).edited_at.normal).toBe('Every site for itself');
});
