import { choice, day, id, integer, moment, ref, text, yesNo } from '../../model/column.ts';
import { localData, storeNews } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

/** All that a person can be allowed to do. */
export const PERMISSIONS = [
  'administer',
  'manage_sites',
  'manage_stores',
  'manage_users',
  'view_log',
  'edit_preferences',
  'edit_items',
  'edit_names',
  'edit_item_visibility',
  'edit_name_visibility',
  'edit_customer_invoices',
  'confirm_customer_invoices',
  'finalise_customer_invoices',
  'transfer_goods',
  'edit_supplier_invoices',
  'adjust_stock',
  'manage_locations',
  'merge_items',
  'merge_names',
  'merge_patients',
  'change_home_stores',
  'send_messages',
  'run_sync',
  'view_sync',
  'edit_patients',
  'look_up_patients',
  'edit_patient_visibility',
  'edit_prescribers',
  'edit_prescriptions',
  'finalise_prescriptions',
] as const;

export const userAccount = table('user_account', {
  title: 'User',
  rows: [61],
  columns: {
    id: id(),
    username: text(100),
    password_hash: text(500).keptSecret().assignedBySystem(),
    first_name: text(200).optional(),
    last_name: text(200).optional(),
    email: text(200).optional(),
    language: text(20).optional(),
    active: yesNo().default(true),
    responsible_level: integer({ min: 0 })
      .default(0)
      .meaning('1: may choose all stores at sign-in, to read.'),
    failed_attempts: integer({ min: 0 })
      .default(0)
      .assignedBySystem()
      .meaning('Wrong passwords in a row; decides how long sign-in waits.'),
    last_failed_at: moment().optional().assignedBySystem().meaning('Shown, never decided by.'),
  },
  sync: localData(),
  unique: [['username']],
});

export const userPermission = table('user_permission', {
  title: 'Permission of a user',
  rows: [62],
  columns: {
    id: id(),
    user_id: ref('user_account').fixedOnce(),
    store_id: ref('store')
      .optional()
      .fixedOnce()
      .meaning('Blank: in every store, and for what belongs to no store.'),
    permission: choice(...PERMISSIONS)
      .fixedOnce()
      .meaning('`administer` implies all the others.'),
  },
  sync: localData(),
  unique: [['user_id', 'store_id', 'permission']],
});

export const userGroup = table('user_group', {
  title: 'Group of users',
  rows: [62],
  columns: { id: id(), description: text(200) },
  sync: localData(),
  unique: [['description']],
});

export const loginRight = table('login_right', {
  title: 'Right to sign in to a store',
  rows: [62],
  columns: {
    id: id(),
    user_id: ref('user_account').fixedOnce(),
    store_id: ref('store').fixedOnce(),
    is_default: yesNo().default(false),
  },
  sync: localData(),
  unique: [['user_id', 'store_id']],
});

export const licence = table('licence', {
  title: 'Licence',
  rows: [61],
  columns: {
    id: id(),
    user_id: ref('user_account').optional(),
    key: text(200),
    valid_until: day().optional(),
    note: text(2_000).optional(),
  },
  sync: localData(),
});

export const newUser = table('new_user', {
  title: 'New user',
  rows: [60],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    username: text(100).fixedOnce(),
    first_name: text(200).optional().fixedOnce(),
    last_name: text(200).optional().fixedOnce(),
    email: text(200).optional().fixedOnce(),
  },
  sync: storeNews({ store: 'store_id' }),
  notes: ['Tells central the name of a user made at a site; the account itself stays there.'],
});
