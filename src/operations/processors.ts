import type { Processor } from '#engine';
import { countRepeat } from './dispensing/count-repeat.ts';
import { handOverHome, takeRelease } from './homes/hand-over-home.ts';
import { releaseHome } from './homes/release-home.ts';
import { answerStockTransfer } from './transfers/answer-stock-transfer.ts';
import { linkInitiatingHalf } from './transfers/link-initiating-half.ts';
import { numberPendingDocument } from './transfers/number-pending-document.ts';

/** The consequences of commits, in the order in which they are run. */
export const processors: readonly Processor[] = [
  answerStockTransfer,
  numberPendingDocument,
  linkInitiatingHalf,
  releaseHome,
  takeRelease,
  handOverHome,
  countRepeat,
];
