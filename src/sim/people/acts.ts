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
import {
  adjust,
  editDraft,
  goOn,
  receiveFromOutside,
  receiveTransfer,
  ship,
} from './stock-acts.ts';
import { editLocation, editStockLine, setPreference, writeMessage } from './store-acts.ts';
import { doWrong } from './wrong-acts.ts';

/** Where an act is at home: at any site with stores, at the primary, or at central. */
export type Place = 'store' | 'primary' | 'central';

interface ActEntry {
  readonly name: string;
  readonly act: Act;
  readonly place: Place;
  readonly weight: number;
}

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
];

export function actNamed(name: string): Act | undefined {
  return ACTS.find((entry) => entry.name === name)?.act;
}
