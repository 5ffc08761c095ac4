// A small country of words for the tests of this room: sites, stores and who sees whom, and a parcel with its lines.

import {
  choice,
  day,
  decimalNumber,
  hiddenRef,
  id,
  integer,
  json,
  moment,
  ref,
  text,
  yesNo,
} from './model/column.ts';
import { dictionary } from './model/dictionary.ts';
import {
  centralData,
  centralStoreData,
  storeData,
  syncData,
  withParent,
} from './model/sync-rule.ts';
import { table } from './model/table.ts';

export const site = table('site', {
  title: 'Site',
  columns: {
    id: id(),
    site_id: integer({ min: 1 }).fixedOnce(),
    name: text(100),
    is_central: yesNo().default(false),
    is_primary: yesNo().default(false),
    primary_epoch: integer().default(0),
    disabled_at: moment().optional().assignedBySystem(),
  },
  sync: syncData(),
  unique: [['site_id']],
});

export const name = table('name', {
  title: 'Name',
  columns: {
    id: id(),
    code: text(50),
    name: text(250),
    supplying_store_id: hiddenRef('store').optional(),
  },
  sync: centralData(),
  unique: [['code']],
  notes: ['Each store has a twin here.'],
});

export const store = table('store', {
  title: 'Store',
  columns: {
    id: id(),
    name_id: ref('name').fixedOnce(),
    active_site_id: integer({ min: 1 }).assignedBySystem(),
    store_mode: choice('store', 'dispensary').default('store'),
    epoch: integer({ min: 0 }).default(0).assignedBySystem(),
  },
  sync: centralStoreData({ store: 'id', editedAt: 'central' }),
});

export const nameStoreJoin = table('name_store_join', {
  title: 'Name visible in a store',
  columns: {
    id: id(),
    name_id: ref('name').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    inactive: yesNo().default(false),
  },
  sync: centralStoreData({ store: 'store_id', editedAt: 'primary' }),
  unique: [['name_id', 'store_id']],
});

export const parcel = table('parcel', {
  title: 'Parcel',
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    counterparty_store_id: ref('store').optional().assignedBySystem(),
    serial: integer({ min: -1 })
      .default(-1)
      .assignedBySystem()
      .meaning('-1 until the owner has numbered it.'),
    status: choice('new', 'finalised').default('new'),
    weight: decimalNumber({ min: 0 }).optional(),
    sent_day: day().optional(),
    packed_at: moment().optional(),
    fragile: yesNo().default(false),
    comment: text(2_000).optional().meaning('What | the packer wrote.'),
    extra: json().optional(),
    seal_key: text(80).optional().keptSecret(),
  },
  sync: storeData({ store: 'store_id', counterparty: 'counterparty_store_id' }),
  indexes: [['store_id', 'status']],
});

export const parcelLine = table('parcel_line', {
  title: 'Line of a parcel',
  columns: {
    id: id(),
    parcel_id: ref('parcel').fixedOnce(),
    what: text(200),
    packs: decimalNumber({ min: 0 }),
  },
  sync: withParent('parcel_id'),
});

export const toyTopology = {
  sites: 'site',
  stores: {
    table: 'store',
    activeSite: 'active_site_id',
    twinName: 'name_id',
    mode: 'store_mode',
    epoch: 'epoch',
  },
  visibility: {
    table: 'name_store_join',
    name: 'name_id',
    store: 'store_id',
    inactive: 'inactive',
  },
};

export const toyDictionary = dictionary({
  tables: [site, parcelLine, parcel, nameStoreJoin, store, name],
  topology: toyTopology,
});
