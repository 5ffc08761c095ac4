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
export { atollDictionary } from './tables/atoll-dictionary.ts';
export { item, itemStoreJoin } from './tables/catalogue/item.ts';
export { reasonOption } from './tables/catalogue/reason-option.ts';
export { unit } from './tables/catalogue/unit.ts';
export { invoice, invoiceLine } from './tables/documents/invoice.ts';
export { numberSequence } from './tables/documents/number-sequence.ts';
export { transferLog } from './tables/documents/transfer-log.ts';
export { activityLog } from './tables/local/activity-log.ts';
export { preference } from './tables/local/preference.ts';
export { PERMISSIONS, userAccount, userPermission } from './tables/local/user.ts';
export { name, nameStoreJoin } from './tables/partners/name.ts';
export { location } from './tables/stock/location.ts';
export { stockLine, stockMovement } from './tables/stock/stock-line.ts';
export { message } from './tables/sync/message.ts';
export { site } from './tables/sync/site.ts';
export { store, storePreference } from './tables/sync/store.ts';
