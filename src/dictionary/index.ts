export { isDay, isMoment, readMoment } from './derive/calendar.ts';
export {
  checkRow,
  ROW_MAX_BYTES,
  type RowCheckOptions,
  type RowFault,
} from './derive/check-row.ts';
export { emptyRow } from './derive/empty-row.ts';
export { fingerprint } from './derive/fingerprint.ts';
export { type Control, type FormField, formPlan } from './derive/form-plan.ts';
export { labelOf } from './derive/label-of.ts';
export { manual } from './derive/manual.ts';
export { parentsFirst } from './derive/parents-first.ts';
export { closedReason, type EditRead, readEdit } from './derive/read-edit.ts';
export { type Reference, type Referrer, referencedBy, referencesOf } from './derive/references.ts';
export { casesOf, type RuleCase, ruleOfRow, rulesOf, type TableRules } from './derive/rules-of.ts';
export { type SchemaTable, storedTables } from './derive/schema-plan.ts';
export { withoutSecrets, withSecretsOf } from './derive/secrets.ts';
export { type SyncWords, syncWords } from './derive/sync-words.ts';
export { checkDictionary } from './model/check-dictionary.ts';
export {
  type Column,
  type ColumnBuilder,
  type ColumnKind,
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
export {
  type Dictionary,
  dictionary,
  type MergeSource,
  type PartySource,
  type TopologySource,
} from './model/dictionary.ts';
export {
  type ByColumn,
  byColumn,
  centralData,
  centralStoreData,
  type DecidedBy,
  dispensaryData,
  dispensedData,
  type EditedAt,
  localData,
  messageData,
  nameData,
  type OwnRule,
  type Party,
  type Person,
  patientData,
  type SentTo,
  type StaysAtSite,
  type SyncRule,
  type SyncType,
  storeData,
  storeNews,
  syncData,
  type WhenPreference,
  withParent,
} from './model/sync-rule.ts';
export {
  allColumns,
  type Columns,
  type EditOf,
  KEPT_COLUMNS,
  type Row,
  type RowOf,
  type Table,
  table,
  type Value,
} from './model/table.ts';
export {
  type Preference,
  type PreferenceScope,
  preferenceFault,
} from './preferences/preference.ts';
export {
  PREFERENCES,
  type PreferenceKey,
  preferenceOf,
} from './preferences/preferences.ts';
export { atollDictionary } from './tables/atoll-dictionary.ts';
export {
  assetCondition,
  assetLocationType,
  assetStatus,
  assetType,
} from './tables/catalogue/asset-setting.ts';
export { barcode } from './tables/catalogue/barcode.ts';
export { bomLine, bomMaster } from './tables/catalogue/bom.ts';
export { item, itemStoreJoin, itemStoreSetting } from './tables/catalogue/item.ts';
export { itemCategory, itemDepartment } from './tables/catalogue/item-category.ts';
export { locationType } from './tables/catalogue/location-type.ts';
export { customFieldDef, property, propertyValueDef } from './tables/catalogue/property.ts';
export { reasonOption } from './tables/catalogue/reason-option.ts';
export { unit } from './tables/catalogue/unit.ts';
export {
  temperatureBreachConfig,
  vaccinator,
  vaccineCourse,
  vaccineCourseDose,
  vaccineCourseItem,
  vvmStatus,
} from './tables/catalogue/vaccine.ts';
export {
  drugInteraction,
  interactionGroup,
  itemWarning,
  warning,
} from './tables/catalogue/warning.ts';
export { abbreviation, diagnosis, itemDirection } from './tables/dispensary/dispensing-list.ts';
export { homeChange, homeRelease } from './tables/dispensary/home-change.ts';
export { insurancePolicy, insuranceProvider } from './tables/dispensary/insurance.ts';
export { medicationRecord, patient, patientStoreJoin } from './tables/dispensary/patient.ts';
export { patientEvent, patientEventType } from './tables/dispensary/patient-event.ts';
export { prescriber, prescriberStoreJoin } from './tables/dispensary/prescriber.ts';
export { prescription, prescriptionLine } from './tables/dispensary/prescription.ts';
export { repeat } from './tables/dispensary/repeat.ts';
export { backorder } from './tables/documents/backorder.ts';
export { box, boxLine } from './tables/documents/box.ts';
export { invoice, invoiceLine } from './tables/documents/invoice.ts';
export { invoiceNote, itemNote } from './tables/documents/notes.ts';
export { numberSequence } from './tables/documents/number-sequence.ts';
export {
  customerStockHistory,
  customerStockHistoryLine,
  requisition,
  requisitionLine,
} from './tables/documents/requisition.ts';
export { transferLog } from './tables/documents/transfer-log.ts';
export {
  indicatorAttribute,
  indicatorValue,
  programIndicator,
  regimen,
} from './tables/lists/indicator.ts';
export {
  localListLine,
  masterList,
  masterListLine,
  masterListNameJoin,
} from './tables/lists/master-list.ts';
export { orderType, period, periodSchedule, programSettings } from './tables/lists/program.ts';
export { report } from './tables/lists/report.ts';
export { activityLog } from './tables/local/activity-log.ts';
export { adverseDrugReaction } from './tables/local/adverse-drug-reaction.ts';
export { drugRegister, drugRegisterLine } from './tables/local/drug-register.ts';
export { hisAdmission, hisBed, hisWard } from './tables/local/his.ts';
export { label } from './tables/local/label.ts';
export { preference, sharedPreference } from './tables/local/preference.ts';
export { referenceDocument } from './tables/local/reference-document.ts';
export { reminder } from './tables/local/reminder.ts';
export {
  licence,
  loginRight,
  newUser,
  PERMISSIONS,
  userAccount,
  userGroup,
  userPermission,
} from './tables/local/user.ts';
export { account, budgetPeriod, nameBudget } from './tables/money/account.ts';
export { cashTransaction } from './tables/money/cash-transaction.ts';
export { currency } from './tables/money/currency.ts';
export { paymentType, transactionCategory } from './tables/money/payment-type.ts';
export { contact, contactGroup, contactGroupMember } from './tables/partners/contact.ts';
export { name, nameStoreJoin } from './tables/partners/name.ts';
export { nameCategory, nameGroup, region } from './tables/partners/name-group.ts';
export { nameNote } from './tables/partners/name-note.ts';
export { nameTag, nameTagJoin } from './tables/partners/name-tag.ts';
export { goodsReceived, goodsReceivedLine } from './tables/purchasing/goods-received.ts';
export { purchaseOrder, purchaseOrderLine } from './tables/purchasing/purchase-order.ts';
export {
  quote,
  quoteLine,
  tender,
  tenderLine,
  tenderSupplier,
} from './tables/purchasing/tender.ts';
export {
  incoterm,
  purchaseOrderCategory,
  shippingMethod,
  tenderCondition,
} from './tables/purchasing/terms.ts';
export { amcProjection } from './tables/stock/amc-projection.ts';
export { asset, assetLog } from './tables/stock/asset.ts';
export { location } from './tables/stock/location.ts';
export { replenishment, replenishmentLine } from './tables/stock/replenishment.ts';
export { sensor, temperatureBreach, temperatureLog, vvmStatusLog } from './tables/stock/sensor.ts';
export { locationMovement, stockLine, stockMovement } from './tables/stock/stock-line.ts';
export { stocktake, stocktakeLine } from './tables/stock/stocktake.ts';
export {
  authorisationDecision,
  authorisationRequest,
  authoriser,
} from './tables/sync/authorisation.ts';
export { dashboardReport, dashboardStoreReport } from './tables/sync/dashboard.ts';
export { mergeEvent } from './tables/sync/merge-event.ts';
export { message } from './tables/sync/message.ts';
export { site } from './tables/sync/site.ts';
export { store, storePreference } from './tables/sync/store.ts';
export { storeCredential } from './tables/sync/store-credential.ts';
export { storeSyncSetting } from './tables/sync/store-sync-setting.ts';
