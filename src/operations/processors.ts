import type { Processor } from '#engine';
import { answerStockTransfer } from './transfers/answer-stock-transfer.ts';
import { linkInitiatingHalf } from './transfers/link-initiating-half.ts';
import { numberReceivedHalf } from './transfers/number-received-half.ts';

/** The consequences of commits, in the order in which they are run. */
export const processors: readonly Processor[] = [
  answerStockTransfer,
  numberReceivedHalf,
  linkInitiatingHalf,
];
