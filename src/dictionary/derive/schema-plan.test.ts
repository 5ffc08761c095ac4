import { expect, it } from 'vitest';
import { must } from '#base';
import { toyDictionary } from '../toy-dictionary.ts';
import { storedTables } from './schema-plan.ts';

it('a database makes every column and searches by references, stores and declared groups', () => {
  const parcel = must(
    storedTables(toyDictionary).find((each) => each.name === 'parcel'),
    'the toy has parcels',
  );
  expect(parcel.key).toEqual(['id']);
  expect(parcel.columns.map((column) => column.name)).toContain('row_version');
  expect(parcel.columns[5]).toEqual({ name: 'weight', kind: 'decimal', required: false });
  // The index by store alone is the beginning of the declared one.
  expect(parcel.indexes).toEqual([['counterparty_store_id'], ['store_id', 'status']]);
});

it('every reference is the beginning of an index', () => {
  const begins = storedTables(toyDictionary).map((each) => [
    each.name,
    each.indexes.map((group) => group[0]),
  ]);
  expect(Object.fromEntries(begins)).toEqual({
    site: [],
    parcel_line: ['parcel_id'],
    parcel: ['counterparty_store_id', 'store_id'],
    name_store_join: ['name_id', 'store_id'],
    store: ['name_id'],
    name: ['supplying_store_id'],
  });
});
