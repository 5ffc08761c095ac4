import type { Processor } from '#engine';
import { countRepeat } from './dispensing/count-repeat.ts';
import { handOverHome, takeRelease } from './homes/hand-over-home.ts';
import { releaseHome } from './homes/release-home.ts';
import { carryAddress } from './stores/carry-address.ts';
import { tellStoreOfItsSettings } from './stores/tell-store-of-its-settings.ts';
import { answerStockTransfer } from './transfers/answer-stock-transfer.ts';
import { linkInitiatingHalf } from './transfers/link-initiating-half.ts';
import { numberPendingDocument } from './transfers/number-pending-document.ts';
import { showListedItems } from './visibility/show-listed-items.ts';
import { showNewName } from './visibility/show-new-name.ts';

/** The consequences of commits, in the order in which they are run. */
export const processors: readonly Processor[] = [
  answerStockTransfer,
  numberPendingDocument,
  linkInitiatingHalf,
  releaseHome,
  takeRelease,
  handOverHome,
  countRepeat,
  tellStoreOfItsSettings,
  carryAddress,
  showListedItems,
  showNewName,
];
