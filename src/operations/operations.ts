import { cancelHomeChange } from './homes/cancel-home-change.ts';
import { changeHomeStore } from './homes/change-home-store.ts';
import { cancelInvoice } from './invoices/cancel-invoice.ts';
import { confirmInvoice } from './invoices/confirm-invoice.ts';
import { finaliseInvoice } from './invoices/finalise-invoice.ts';
import { releaseInvoice } from './invoices/release-invoice.ts';
import type { AnyOperation } from './operation.ts';
import { createSite } from './sites/create-site.ts';
import { disableSite, enableSite } from './sites/disable-site.ts';
import { handOverPrimary } from './sites/hand-over-primary.ts';
import { adjustStock } from './stock/adjust-stock.ts';
import { assignStore } from './stores/assign-store.ts';
import { createStore } from './stores/create-store.ts';
import { setStorePreference } from './stores/set-store-preference.ts';
import { setStoreSyncSettings } from './stores/set-store-sync-settings.ts';
import { addUser, changePassword } from './users/accounts.ts';
import { setPermissions } from './users/set-permissions.ts';
import { makeStoresVisible } from './visibility/make-stores-visible.ts';
import { hideItem, showItem } from './visibility/show-item.ts';
import { hideName, showName } from './visibility/show-name.ts';

/** What a person can ask for by name. */
export const operations: readonly AnyOperation[] = [
  createSite,
  disableSite,
  enableSite,
  handOverPrimary,
  createStore,
  assignStore,
  setStorePreference,
  makeStoresVisible,
  showName,
  hideName,
  showItem,
  hideItem,
  setPermissions,
  confirmInvoice,
  finaliseInvoice,
  releaseInvoice,
  cancelInvoice,
  adjustStock,
  changeHomeStore,
  cancelHomeChange,
  setStoreSyncSettings,
];

/** What a face calls in a person's name after doing its own part (hashing a password); never offered by name. */
export const internalOperations: readonly AnyOperation[] = [addUser, changePassword];
