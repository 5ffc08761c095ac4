import { expect, it } from 'vitest';
import { parcel, toyDictionary } from '../toy-dictionary.ts';
import { referencedBy, referencesOf } from './references.ts';

it('a table knows where its rows point to', () => {
  expect(referencesOf(parcel)).toEqual([
    { column: 'store_id', table: 'store', required: true, mayBeHidden: false },
    { column: 'counterparty_store_id', table: 'store', required: false, mayBeHidden: false },
  ]);
});

it('the dictionary knows what points to a table', () => {
  expect(referencedBy(toyDictionary, 'name')).toEqual([
    { table: 'name_store_join', column: 'name_id', required: true },
    { table: 'store', column: 'name_id', required: true },
  ]);
});
