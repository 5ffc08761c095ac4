export { type AskReply, type AskRequest, askReplyShape, askRequestShape } from './ask.ts';
export {
  COMPARE_ROWS,
  type ComparedStretch,
  type Hashes,
  hashesShape,
  MOST_COMPARED,
  ROWS_AGAIN,
  type RowsAgain,
  rowsAgainShape,
  rowsShape,
  stretchShape,
} from './comparison.ts';
export {
  type Group,
  groupShape,
  LOG_START,
  type LogPlace,
  MOST_CHANGES,
  placeAfter,
} from './group.ts';
export { PROTOCOL_VERSION } from './protocol-version.ts';
export {
  type Directory,
  type Marks,
  type Page,
  type SyncReply,
  type SyncRequest,
  syncReplyShape,
  syncRequestShape,
} from './requests.ts';
