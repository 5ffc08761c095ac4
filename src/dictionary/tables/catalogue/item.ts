import { decimal } from '#base';
import { choice, decimalNumber, id, json, ref, text, yesNo } from '../../model/column.ts';
import { centralData, centralStoreData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

const amount = decimalNumber({ min: 0 }).optional();

export const item = table('item', {
  title: 'Item',
  columns: {
    id: id(),
    code: text(100),
    name: text(500),
    type: choice('stock', 'service', 'cross_reference', 'text').default('stock'),
    unit_id: ref('unit').optional(),
    default_pack_size: decimalNumber({ min: 0 }).default(decimal(1)),
    outer_pack_size: amount,
    abc: text(10).optional().meaning('Class by value of use.'),
    ven: text(10).optional().meaning('Vital, essential or not essential.'),
    strength: text(200).optional(),
    doses: amount.meaning('Doses in a unit of a vaccine.'),
    is_vaccine: yesNo().default(false),
    volume_per_pack: amount.meaning('Cubic metres.'),
    weight: amount.meaning('Kilograms a pack.'),
    cross_ref_item_id: ref('item').optional(),
    critical_stock: yesNo().default(false),
    normal_stock: yesNo().default(false),
    universal_code: text(100).optional(),
    custom_data: json().optional(),
  },
  sync: centralData(),
  unique: [['code']],
});

export const itemStoreJoin = table('item_store_join', {
  title: 'Item visibility',
  columns: {
    id: id(),
    item_id: ref('item').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    inactive: yesNo().default(false).meaning('Hidden again.'),
    source: choice('manual', 'master_list').default('manual'),
    default_price: amount.meaning('Sell price of a pack of the default size in this store.'),
    margin: decimalNumber().optional().meaning('Per cent on top of the cost price.'),
  },
  sync: centralStoreData({ store: 'store_id', editedAt: 'primary' }),
  unique: [['item_id', 'store_id']],
  notes: ['Shown and hidden with show-item and hide-item; never deleted.'],
});
