import type { Act } from './act.ts';
import {
  assignStore,
  changeVisibility,
  editCentralData,
  editStore,
  newStore,
  showItems,
  showNames,
} from './central-acts.ts';
import { editOrder, makeOrder } from './centralised-acts.ts';
import { callOffHomeChange, changeHome } from './home-acts.ts';
import { writeLists } from './list-acts.ts';
import { mergeElsewhere, mergeLists, mergeLocations, mergePersons } from './merge-acts.ts';
import { writeMessage } from './message-acts.ts';
import { editPerson, registerPatient, registerPrescriber } from './person-acts.ts';
import { preferInGeneral, preferInStore } from './preference-acts.ts';
import { editPrescription, prescribe } from './prescription-acts.ts';
import { addPolicy, keepRecord } from './record-acts.ts';
import { handOverPrimary } from './role-acts.ts';
import { changeCollectors, changeMode, switchTransactions } from './setting-acts.ts';
import { describeNames, showPersons } from './showing-acts.ts';
import {
  adjust,
  editDraft,
  goOn,
  receiveFromOutside,
  receiveTransfer,
  ship,
} from './stock-acts.ts';
import { editLocation, editStockLine, setPreference } from './store-acts.ts';
import { doWrong } from './wrong-acts.ts';

/** Where an act is at home: at any site with stores or with a dispensary, at the primary, or at central. */
export type Place = 'store' | 'dispensary' | 'primary' | 'central';

interface ActEntry {
  readonly name: string;
  readonly act: Act;
  readonly place: Place;
  readonly weight: number;
}

/** What people do, by subject. An act of a new kind is added here, with its weight among the others. */
export const ACTS: readonly ActEntry[] = [
  { name: 'receive from outside', act: receiveFromOutside, place: 'store', weight: 14 },
  { name: 'ship', act: ship, place: 'store', weight: 24 },
  { name: 'go on', act: goOn, place: 'store', weight: 8 },
  { name: 'edit draft', act: editDraft, place: 'store', weight: 6 },
  { name: 'receive transfer', act: receiveTransfer, place: 'store', weight: 16 },
  { name: 'adjust', act: adjust, place: 'store', weight: 3 },
  { name: 'edit location', act: editLocation, place: 'store', weight: 4 },
  { name: 'edit stock line', act: editStockLine, place: 'store', weight: 3 },
  { name: 'write message', act: writeMessage, place: 'store', weight: 2 },
  { name: 'set preference', act: setPreference, place: 'store', weight: 1 },
  { name: 'do wrong', act: doWrong, place: 'store', weight: 8 },
  { name: 'edit central data', act: editCentralData, place: 'primary', weight: 8 },
  { name: 'show items', act: showItems, place: 'primary', weight: 2 },
  { name: 'change visibility', act: changeVisibility, place: 'central', weight: 3 },
  { name: 'show names', act: showNames, place: 'central', weight: 1 },
  { name: 'new store', act: newStore, place: 'central', weight: 1 },
  { name: 'assign store', act: assignStore, place: 'central', weight: 2 },
  { name: 'edit store', act: editStore, place: 'central', weight: 3 },
  { name: 'register patient', act: registerPatient, place: 'dispensary', weight: 12 },
  { name: 'register prescriber', act: registerPrescriber, place: 'dispensary', weight: 3 },
  { name: 'edit person', act: editPerson, place: 'dispensary', weight: 6 },
  { name: 'keep record', act: keepRecord, place: 'dispensary', weight: 9 },
  { name: 'add policy', act: addPolicy, place: 'dispensary', weight: 3 },
  { name: 'prescribe', act: prescribe, place: 'dispensary', weight: 8 },
  { name: 'edit prescription', act: editPrescription, place: 'dispensary', weight: 3 },
  { name: 'show persons', act: showPersons, place: 'primary', weight: 10 },
  { name: 'describe names', act: describeNames, place: 'primary', weight: 3 },
  { name: 'write lists', act: writeLists, place: 'primary', weight: 3 },
  { name: 'make order', act: makeOrder, place: 'store', weight: 4 },
  { name: 'make order for a store', act: makeOrder, place: 'primary', weight: 2 },
  { name: 'edit order', act: editOrder, place: 'store', weight: 3 },
  { name: 'edit order at the primary', act: editOrder, place: 'primary', weight: 2 },
  { name: 'prefer in general', act: preferInGeneral, place: 'primary', weight: 3 },
  { name: 'prefer in store', act: preferInStore, place: 'central', weight: 3 },
  { name: 'switch transactions', act: switchTransactions, place: 'central', weight: 3 },
  { name: 'change collectors', act: changeCollectors, place: 'central', weight: 3 },
  { name: 'change mode', act: changeMode, place: 'central', weight: 1 },
  { name: 'change home', act: changeHome, place: 'central', weight: 3 },
  { name: 'call off home change', act: callOffHomeChange, place: 'central', weight: 1 },
  { name: 'merge lists', act: mergeLists, place: 'primary', weight: 3 },
  { name: 'merge persons', act: mergePersons, place: 'dispensary', weight: 4 },
  { name: 'merge locations', act: mergeLocations, place: 'store', weight: 2 },
  { name: 'merge elsewhere', act: mergeElsewhere, place: 'store', weight: 1 },
  { name: 'hand over primary', act: handOverPrimary, place: 'central', weight: 1 },
];

export function actNamed(name: string): Act | undefined {
  return ACTS.find((entry) => entry.name === name)?.act;
}
