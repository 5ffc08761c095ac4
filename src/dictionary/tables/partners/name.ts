import { choice, day, decimalNumber, hiddenRef, id, json, ref, text } from '../../model/column.ts';
import { centralData, centralStoreData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { addressLine, comment, mergedInto, no } from '../columns.ts';

const category = ref('name_category').optional();

export const name = table('name', {
  title: 'Name',
  rows: [2],
  columns: {
    id: id(),
    code: text(100),
    name: text(500),
    type: choice('facility', 'store', 'build', 'repack', 'inventory_adjustment', 'other')
      .default('facility')
      .meaning('`store`: the twin of a store; set by create-store.'),
    is_customer: no,
    is_supplier: no,
    is_manufacturer: no,
    is_donor: no,
    is_benchmark: no,
    on_hold: no,
    charge_code: text(100).optional(),
    bill_address_1: addressLine,
    bill_address_2: addressLine,
    bill_address_3: addressLine,
    bill_address_4: addressLine,
    bill_address_5: addressLine,
    ship_address_1: addressLine,
    ship_address_2: addressLine,
    ship_address_3: addressLine,
    ship_address_4: addressLine,
    ship_address_5: addressLine,
    postal_address_1: addressLine,
    postal_address_2: addressLine,
    postal_address_3: addressLine,
    postal_address_4: addressLine,
    postal_address_5: addressLine,
    country: text(100).optional(),
    phone: text(50).optional(),
    email: text(200).optional(),
    website: text(500).optional(),
    currency_id: ref('currency').optional(),
    group_id: ref('name_group').optional(),
    region_id: ref('region').optional(),
    category1_id: category,
    category2_id: category,
    category3_id: category,
    category4_id: category,
    category5_id: category,
    category6_id: category,
    supplying_store_id: hiddenRef('store')
      .optional()
      .meaning('The store that supplies it by default.'),
    margin: decimalNumber()
      .optional()
      .meaning('Per cent on top of the cost price of what it supplies.'),
    freight_factor: decimalNumber({ min: 0 }).optional(),
    comment,
    created_date: day().optional(),
    custom_data: json().optional(),
    merged_into_id: mergedInto('name'),
  },
  sync: centralData(),
  unique: [['code']],
  notes: [
    'Any partner: customer, supplier, manufacturer, donor, or the twin of a store. Patients are a table of their own.',
    'The billing address of the twin of a store is the address of the store, where that has one.',
  ],
});

export const nameStoreJoin = table('name_store_join', {
  title: 'Name visibility',
  rows: [28],
  columns: {
    id: id(),
    name_id: ref('name').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    inactive: no.meaning('Hidden again.'),
  },
  sync: centralStoreData({ store: 'store_id', editedAt: 'central' }),
  unique: [['name_id', 'store_id']],
  notes: [
    'Between two stores it is mutual: both rows are written together (make-stores-visible, show-name, hide-name). Never deleted by hand.',
    'Unlike the visibility of items it is edited at central in both topologies.',
  ],
});
