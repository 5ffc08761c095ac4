import { decimalNumber, id, integer, json, ref, text } from '../../model/column.ts';
import { centralData, nameData, storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { amount, comment, no } from '../columns.ts';

export const masterList = table('master_list', {
  title: 'Master list',
  rows: [5],
  columns: {
    id: id(),
    code: text(100),
    description: text(200),
    note: comment,
    is_program: no.meaning('It also carries rules for ordering.'),
    is_immunisation: no,
    is_default_price_list: no,
    gets_new_items: no.meaning('New items are put on it.'),
    discount_percentage: decimalNumber({ min: 0 }).optional(),
    inactive: no,
    tags: json().optional(),
  },
  sync: centralData(),
  unique: [['code']],
});

export const masterListLine = table('master_list_line', {
  title: 'Line of a master list',
  rows: [5],
  columns: {
    id: id(),
    master_list_id: ref('master_list').fixedOnce(),
    item_id: ref('item').fixedOnce(),
    imprest_quantity: amount.meaning('Units that a store on the list should have.'),
    price: amount.meaning('Of a pack of the default size.'),
    order_number: integer().optional(),
  },
  sync: centralData(),
  unique: [['master_list_id', 'item_id']],
});

export const masterListNameJoin = table('master_list_name_join', {
  title: 'Master list of a name',
  rows: [5, 28],
  columns: {
    id: id(),
    master_list_id: ref('master_list').fixedOnce(),
    name_id: ref('name').fixedOnce(),
    is_imprest: no,
    price_list: no,
  },
  sync: nameData('name_id'),
  unique: [['master_list_id', 'name_id']],
  notes: [
    'The master lists of a store are those of its twin; they reach the store and all who see it.',
  ],
});

export const localListLine = table('local_list_line', {
  title: 'Line of a local list',
  rows: [5],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    name_id: ref('name').fixedOnce(),
    item_id: ref('item').fixedOnce(),
    imprest_quantity: amount,
    price: amount.meaning('Of a pack of the default size.'),
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['store_id', 'name_id', 'item_id']],
});
