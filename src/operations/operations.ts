import { finalisePrescription } from './dispensing/finalise-prescription.ts';
import { processRepeat } from './dispensing/process-repeat.ts';
import { cancelHomeChange } from './homes/cancel-home-change.ts';
import { changeHomeStore } from './homes/change-home-store.ts';
import { cancelInvoice } from './invoices/cancel-invoice.ts';
import { confirmInvoice } from './invoices/confirm-invoice.ts';
import { finaliseInvoice } from './invoices/finalise-invoice.ts';
import { releaseInvoice } from './invoices/release-invoice.ts';
import { merge } from './merging/merge.ts';
import { sendMessage } from './messages/send-message.ts';
import type { AnyOperation } from './operation.ts';
import { findPatient } from './patients/find-patient.ts';
import { findPrescriber } from './patients/find-prescriber.ts';
import { registerPatient } from './patients/register-patient.ts';
import { registerPrescriber } from './patients/register-prescriber.ts';
import { showPatientHere } from './patients/show-patient-here.ts';
import { showPrescriberHere } from './patients/show-prescriber-here.ts';
import { createSite } from './sites/create-site.ts';
import { deleteSite } from './sites/delete-site.ts';
import { disableSite, enableSite } from './sites/disable-site.ts';
import { handOverPrimary } from './sites/hand-over-primary.ts';
import { adjustStock } from './stock/adjust-stock.ts';
import { assignStore } from './stores/assign-store.ts';
import { createStore } from './stores/create-store.ts';
import { deleteStore } from './stores/delete-store.ts';
import { setStoreCredential } from './stores/set-store-credential.ts';
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
  setStoreCredential,
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
  merge,
  changeHomeStore,
  cancelHomeChange,
  registerPatient,
  registerPrescriber,
  findPatient,
  findPrescriber,
  showPatientHere,
  showPrescriberHere,
  finalisePrescription,
  processRepeat,
  setStoreSyncSettings,
  sendMessage,
  deleteSite,
  deleteStore,
];

/** What a face calls in a person's name after doing its own part (hashing a password); never offered by name. */
export const internalOperations: readonly AnyOperation[] = [addUser, changePassword];
