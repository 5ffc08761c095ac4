import { decimal } from '#base';
import { choice, decimalNumber, id, json, ref, text } from '../../model/column.ts';
import { centralData, centralStoreData, storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { amount, mergedInto, no } from '../columns.ts';

export const item = table('item', {
  title: 'Item',
  rows: [1],
  columns: {
    id: id(),
    code: text(100),
    name: text(500),
    type: choice('stock', 'service', 'cross_reference', 'text').default('stock'),
    unit_id: ref('unit').optional(),
    category_id: ref('item_category').optional(),
    category2_id: ref('item_category').optional(),
    category3_id: ref('item_category').optional(),
    department_id: ref('item_department').optional(),
    default_pack_size: decimalNumber({ min: 0 }).default(decimal(1)),
    outer_pack_size: amount,
    abc: text(10).optional().meaning('Class by value of use.'),
    ven: text(10).optional().meaning('Vital, essential or not essential.'),
    strength: text(200).optional(),
    doses: amount.meaning('Doses in a unit of a vaccine.'),
    is_vaccine: no,
    volume_per_pack: amount.meaning('Cubic metres.'),
    weight: amount.meaning('Kilograms a pack.'),
    interaction_group_id: ref('interaction_group').optional(),
    restricted_location_type_id: ref('location_type')
      .optional()
      .meaning('It may lie only in locations of this type.'),
    cross_ref_item_id: ref('item').optional(),
    account_stock_id: ref('account').optional(),
    account_income_id: ref('account').optional(),
    account_expense_id: ref('account').optional(),
    critical_stock: no,
    normal_stock: no,
    universal_code: text(100).optional(),
    custom_data: json().optional(),
    merged_into_id: mergedInto('item'),
  },
  sync: centralData(),
  unique: [['code']],
});

export const itemStoreJoin = table('item_store_join', {
  title: 'Item visibility',
  rows: [28],
  columns: {
    id: id(),
    item_id: ref('item').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    inactive: no.meaning('Hidden again.'),
    source: choice('manual', 'master_list').default('manual'),
  },
  sync: centralStoreData({ store: 'store_id', editedAt: 'primary' }),
  unique: [['item_id', 'store_id']],
  notes: [
    'Shown and hidden with show-item and hide-item; never deleted.',
    'What the store itself says about the item is item_store_setting.',
  ],
});

export const itemStoreSetting = table('item_store_setting', {
  title: 'Item in a store',
  rows: [28],
  columns: {
    id: id(),
    item_id: ref('item').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    default_price: amount.meaning('Sell price of a pack of the default size in this store.'),
    margin: decimalNumber().optional().meaning('Per cent on top of the cost price.'),
    default_location_id: ref('location').optional(),
    ignore_for_orders: no,
    pack_to_one: no.meaning('Stock of it arrives in packs of one unit.'),
    on_hold: no.meaning('Cannot be issued.'),
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['item_id', 'store_id']],
  notes: [
    'Whether the item is visible is the primary’s to say (item_store_join); how the store handles it is the store’s.',
  ],
});
