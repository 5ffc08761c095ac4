import { choice, day, id, integer, json, ref, text, yesNo } from '../../model/column.ts';
import { centralStoreData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { addressLine, no } from '../columns.ts';

export const store = table('store', {
  title: 'Store',
  rows: [30],
  columns: {
    id: id(),
    code: text(50),
    name: text(200),
    name_id: ref('name')
      .fixedOnce()
      .assignedBySystem()
      .meaning('Its twin: the partner under which other stores know it.'),
    store_mode: choice('store', 'dispensary').default('store'),
    active_site_id: integer({ min: 1 })
      .assignedBySystem()
      .meaning('The number of the one site where the store is edited.'),
    ownership_epoch: integer({ min: 1 })
      .assignedBySystem()
      .meaning('Grows by one each time the store is given to another site.'),
    created_date: day().meaning(
      'Documents more than 30 days older than this start no transfer to the store.',
    ),
    disabled: no,
    organisation_name: text(200).optional(),
    address_1: addressLine,
    address_2: addressLine,
    address_3: addressLine,
    address_4: addressLine,
    address_5: addressLine,
    postal_zip_code: text(20).optional(),
    phone: text(50).optional(),
    logo: text(200_000).optional().meaning('An image, base64.'),
    responsible_user_id: text(36)
      .optional()
      .meaning('Users are local to their site, so it is no reference.'),
    tags: json().optional().meaning('Programmes choose order types by them.'),
    procurement_owner: choice('store', 'primary')
      .optional()
      .meaning(
        'Who edits new purchase orders of the store; blank: as centralised_procurement says.',
      ),
    include_transactions_in_sync: yesNo()
      .optional()
      .assignedBySystem()
      .meaning(
        'A copy of store_sync_setting.include_transactions, so that the store’s own site knows it.',
      ),
    custom_data: json().optional(),
  },
  sync: centralStoreData({ store: 'id', editedAt: 'central' }),
  unique: [['code'], ['name_id']],
  indexes: [['active_site_id']],
  notes: [
    'Made with create-store, given to a site with assign-store; disabled when no longer used; one that did nothing is deleted with delete-store.',
  ],
});

export const storePreference = table('store_preference', {
  title: 'Store preference',
  rows: [30],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    key: text(100).fixedOnce(),
    value: json(),
  },
  sync: centralStoreData({ store: 'store_id', editedAt: 'central' }),
  unique: [['store_id', 'key']],
  notes: [
    'Written with set-store-preference; the chapter of preferences says which keys there are.',
  ],
});
