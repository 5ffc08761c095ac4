import { type Dictionary, dictionary } from '../model/dictionary.ts';
import { item, itemStoreJoin } from './catalogue/item.ts';
import { reasonOption } from './catalogue/reason-option.ts';
import { unit } from './catalogue/unit.ts';
import { invoice, invoiceLine } from './documents/invoice.ts';
import { numberSequence } from './documents/number-sequence.ts';
import { transferLog } from './documents/transfer-log.ts';
import { activityLog } from './local/activity-log.ts';
import { preference } from './local/preference.ts';
import { userAccount, userPermission } from './local/user.ts';
import { name, nameStoreJoin } from './partners/name.ts';
import { location } from './stock/location.ts';
import { stockLine, stockMovement } from './stock/stock-line.ts';
import { message } from './sync/message.ts';
import { site } from './sync/site.ts';
import { store, storePreference } from './sync/store.ts';

/** All tables of Atoll. To add one: its file, and its name here. */
export const atollDictionary: Dictionary = dictionary({
  tables: [
    site,
    store,
    storePreference,
    message,
    unit,
    item,
    itemStoreJoin,
    reasonOption,
    name,
    nameStoreJoin,
    location,
    stockLine,
    stockMovement,
    invoice,
    invoiceLine,
    numberSequence,
    transferLog,
    userAccount,
    userPermission,
    preference,
    activityLog,
  ],
  topology: {
    sites: site.name,
    stores: {
      table: store.name,
      activeSite: 'active_site_id',
      twinName: 'name_id',
      mode: 'store_mode',
      epoch: 'ownership_epoch',
    },
    visibility: {
      table: nameStoreJoin.name,
      name: 'name_id',
      store: 'store_id',
      inactive: 'inactive',
    },
  },
});
