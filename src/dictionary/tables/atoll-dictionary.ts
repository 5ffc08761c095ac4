import { type Dictionary, dictionary } from '../model/dictionary.ts';
import { PREFERENCES, preferencesAsked } from '../preferences/preferences.ts';
import {
  assetCondition,
  assetLocationType,
  assetStatus,
  assetType,
} from './catalogue/asset-setting.ts';
import { barcode } from './catalogue/barcode.ts';
import { bomLine, bomMaster } from './catalogue/bom.ts';
import { item, itemStoreJoin, itemStoreSetting } from './catalogue/item.ts';
import { itemCategory, itemDepartment } from './catalogue/item-category.ts';
import { locationType } from './catalogue/location-type.ts';
import { customFieldDef, property, propertyValueDef } from './catalogue/property.ts';
import { reasonOption } from './catalogue/reason-option.ts';
import { unit } from './catalogue/unit.ts';
import {
  temperatureBreachConfig,
  vaccinator,
  vaccineCourse,
  vaccineCourseDose,
  vaccineCourseItem,
  vvmStatus,
} from './catalogue/vaccine.ts';
import { drugInteraction, interactionGroup, itemWarning, warning } from './catalogue/warning.ts';
import { DATA_TYPES } from './data-types.ts';
import { abbreviation, diagnosis, itemDirection } from './dispensary/dispensing-list.ts';
import { homeChange, homeRelease } from './dispensary/home-change.ts';
import { insurancePolicy, insuranceProvider } from './dispensary/insurance.ts';
import { medicationRecord, patient, patientStoreJoin } from './dispensary/patient.ts';
import { patientEvent, patientEventType } from './dispensary/patient-event.ts';
import { prescriber, prescriberStoreJoin } from './dispensary/prescriber.ts';
import { prescription, prescriptionLine } from './dispensary/prescription.ts';
import { repeat } from './dispensary/repeat.ts';
import { backorder } from './documents/backorder.ts';
import { box, boxLine } from './documents/box.ts';
import { invoice, invoiceLine } from './documents/invoice.ts';
import { invoiceNote, itemNote } from './documents/notes.ts';
import { numberSequence } from './documents/number-sequence.ts';
import {
  customerStockHistory,
  customerStockHistoryLine,
  requisition,
  requisitionLine,
} from './documents/requisition.ts';
import { transferLog } from './documents/transfer-log.ts';
import {
  indicatorAttribute,
  indicatorValue,
  programIndicator,
  regimen,
} from './lists/indicator.ts';
import {
  localListLine,
  masterList,
  masterListLine,
  masterListNameJoin,
} from './lists/master-list.ts';
import { orderType, period, periodSchedule, programSettings } from './lists/program.ts';
import { report } from './lists/report.ts';
import { activityLog } from './local/activity-log.ts';
import { adverseDrugReaction } from './local/adverse-drug-reaction.ts';
import { drugRegister, drugRegisterLine } from './local/drug-register.ts';
import { hisAdmission, hisBed, hisWard } from './local/his.ts';
import { label } from './local/label.ts';
import { preference, sharedPreference } from './local/preference.ts';
import { referenceDocument } from './local/reference-document.ts';
import { reminder } from './local/reminder.ts';
import {
  licence,
  loginRight,
  newUser,
  userAccount,
  userGroup,
  userPermission,
} from './local/user.ts';
import { account, budgetPeriod, nameBudget } from './money/account.ts';
import { cashTransaction } from './money/cash-transaction.ts';
import { currency } from './money/currency.ts';
import { paymentType, transactionCategory } from './money/payment-type.ts';
import { contact, contactGroup, contactGroupMember } from './partners/contact.ts';
import { name, nameStoreJoin } from './partners/name.ts';
import { nameCategory, nameGroup, region } from './partners/name-group.ts';
import { nameNote } from './partners/name-note.ts';
import { nameTag, nameTagJoin } from './partners/name-tag.ts';
import { goodsReceived, goodsReceivedLine } from './purchasing/goods-received.ts';
import { purchaseOrder, purchaseOrderLine } from './purchasing/purchase-order.ts';
import { quote, quoteLine, tender, tenderLine, tenderSupplier } from './purchasing/tender.ts';
import {
  incoterm,
  purchaseOrderCategory,
  shippingMethod,
  tenderCondition,
} from './purchasing/terms.ts';
import { amcProjection } from './stock/amc-projection.ts';
import { asset, assetLog } from './stock/asset.ts';
import { location } from './stock/location.ts';
import { replenishment, replenishmentLine } from './stock/replenishment.ts';
import { sensor, temperatureBreach, temperatureLog, vvmStatusLog } from './stock/sensor.ts';
import { locationMovement, stockLine, stockMovement } from './stock/stock-line.ts';
import { stocktake, stocktakeLine } from './stock/stocktake.ts';
import { authorisationDecision, authorisationRequest, authoriser } from './sync/authorisation.ts';
import { dashboardReport, dashboardStoreReport } from './sync/dashboard.ts';
import { mergeEvent } from './sync/merge-event.ts';
import { message } from './sync/message.ts';
import { site } from './sync/site.ts';
import { store, storePreference } from './sync/store.ts';
import { storeCredential } from './sync/store-credential.ts';
import { storeSyncSetting } from './sync/store-sync-setting.ts';

/** All tables of Atoll. To add one: its file, and its name here. */
export const atollDictionary: Dictionary = dictionary({
  tables: [
    authoriser,
    authorisationRequest,
    authorisationDecision,
    dashboardReport,
    dashboardStoreReport,
    mergeEvent,
    message,
    site,
    storeCredential,
    storeSyncSetting,
    store,
    storePreference,
    assetType,
    assetStatus,
    assetCondition,
    assetLocationType,
    barcode,
    bomMaster,
    bomLine,
    itemCategory,
    itemDepartment,
    item,
    itemStoreJoin,
    itemStoreSetting,
    locationType,
    property,
    propertyValueDef,
    customFieldDef,
    reasonOption,
    unit,
    vaccinator,
    vvmStatus,
    temperatureBreachConfig,
    vaccineCourse,
    vaccineCourseDose,
    vaccineCourseItem,
    interactionGroup,
    drugInteraction,
    warning,
    itemWarning,
    contact,
    contactGroup,
    contactGroupMember,
    nameCategory,
    nameGroup,
    region,
    nameNote,
    nameTag,
    nameTagJoin,
    name,
    nameStoreJoin,
    regimen,
    programIndicator,
    indicatorAttribute,
    indicatorValue,
    masterList,
    masterListLine,
    masterListNameJoin,
    localListLine,
    programSettings,
    orderType,
    periodSchedule,
    period,
    report,
    account,
    budgetPeriod,
    nameBudget,
    cashTransaction,
    currency,
    transactionCategory,
    paymentType,
    goodsReceived,
    goodsReceivedLine,
    purchaseOrder,
    purchaseOrderLine,
    tender,
    tenderLine,
    tenderSupplier,
    quote,
    quoteLine,
    purchaseOrderCategory,
    incoterm,
    tenderCondition,
    shippingMethod,
    amcProjection,
    asset,
    assetLog,
    location,
    replenishment,
    replenishmentLine,
    sensor,
    temperatureBreach,
    temperatureLog,
    vvmStatusLog,
    stockLine,
    stockMovement,
    locationMovement,
    stocktake,
    stocktakeLine,
    backorder,
    box,
    boxLine,
    invoice,
    invoiceLine,
    invoiceNote,
    itemNote,
    numberSequence,
    requisition,
    requisitionLine,
    customerStockHistory,
    customerStockHistoryLine,
    transferLog,
    abbreviation,
    itemDirection,
    diagnosis,
    insuranceProvider,
    insurancePolicy,
    patientEventType,
    patientEvent,
    patient,
    patientStoreJoin,
    medicationRecord,
    homeChange,
    homeRelease,
    prescriber,
    prescriberStoreJoin,
    prescription,
    prescriptionLine,
    repeat,
    activityLog,
    adverseDrugReaction,
    drugRegister,
    drugRegisterLine,
    hisWard,
    hisBed,
    hisAdmission,
    label,
    preference,
    sharedPreference,
    referenceDocument,
    reminder,
    userAccount,
    userPermission,
    userGroup,
    loginRight,
    licence,
    newUser,
  ],
  preferences: PREFERENCES,
  dataTypes: DATA_TYPES,
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
    parties: {
      name: { table: name.name, visibility: shownBy(nameStoreJoin.name, 'name_id') },
      patient: { table: patient.name, visibility: shownBy(patientStoreJoin.name, 'patient_id') },
      prescriber: {
        table: prescriber.name,
        visibility: shownBy(prescriberStoreJoin.name, 'prescriber_id'),
      },
    },
    homes: {
      patient: { store: 'store_id', epoch: 'home_epoch' },
      prescriber: { store: 'store_id', epoch: 'home_epoch' },
    },
    homeChanges: {
      table: homeChange.name,
      person: 'person_id',
      store: 'from_store_id',
      status: 'status',
      requested: 'requested',
    },
    documents: {
      tables: [
        invoice.name,
        requisition.name,
        purchaseOrder.name,
        goodsReceived.name,
        stocktake.name,
        prescription.name,
      ],
      store: 'store_id',
      status: 'status',
      finished: ['finalised', 'cancelled'],
    },
    preferences: {
      defaults: preferencesAsked(),
      shared: { table: sharedPreference.name, key: 'key', value: 'value' },
      store: { table: storePreference.name, store: 'store_id', key: 'key', value: 'value' },
    },
    merges: {
      event: {
        table: mergeEvent.name,
        kind: 'kind',
        kept: 'kept_id',
        removed: 'removed_id',
        at: 'at',
        status: 'status',
        done: 'done',
      },
      tables: {
        item: item.name,
        unit: unit.name,
        name: name.name,
        patient: patient.name,
        prescriber: prescriber.name,
        location: location.name,
      },
      into: 'merged_into_id',
      hidden: 'inactive',
    },
    settings: {
      table: storeSyncSetting.name,
      store: 'store_id',
      includesTransactions: 'include_transactions',
      collectors: 'collectors',
      storeIncludesTransactions: 'include_transactions_in_sync',
    },
  },
});

function shownBy(table: string, party: string) {
  return { table, party, store: 'store_id', inactive: 'inactive' };
}
