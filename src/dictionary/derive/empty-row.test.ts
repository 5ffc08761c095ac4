import { expect, it } from 'vitest';
import { parcelLine, store } from '../toy-dictionary.ts';
import { emptyRow } from './empty-row.ts';

it('a new row has its fallbacks and is otherwise empty', () => {
  expect(emptyRow(store)).toEqual({
    id: null,
    name_id: null,
    active_site_id: null,
    store_mode: 'store',
    epoch: 0,
  });
  expect(emptyRow(parcelLine)).toEqual({ id: null, parcel_id: null, what: null, packs: null });
});
