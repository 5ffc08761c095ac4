export type { Topology } from '#engine/rules';
export { type Facts, type FoundingFact, readFacts, writeFacts } from './facts.ts';
export type { Change } from './gate/change.ts';
export { LATE } from './gate/give-back.ts';
export { logOwed } from './gate/log-owed.ts';
export {
  anyWaits,
  releaseWaiting,
  retryWithDependants as retryQuarantined,
} from './gate/quarantine.ts';
export type { Find, Person, Work } from './gate/work.ts';
export { type Author, writeOwn } from './gate/write-own.ts';
export { inUnit } from './in-unit.ts';
export { DEFAULT_SLICES, type Parts, type Slices } from './parts.ts';
export { concernsAny, type Processor } from './processors/processor.ts';
export {
  countRefusedConsequences,
  oweAgain,
  refusedConsequences,
} from './processors/refused-consequences.ts';
export { settle } from './processors/settle.ts';
export { entriesOf, readTopology } from './read-topology.ts';
export {
  codeExpired,
  codeUsed,
  codeWrong,
  noSpace,
  notCentral,
  notComparedNow,
  repeatedRequest,
  staleVersion,
  unknownTable,
} from './refusals.ts';
export { admitAsk } from './session/admit-ask.ts';
export { hashesOf, rowsAgain } from './session/answer-comparison.ts';
export { type Ask, type Compared, compareSlice } from './session/compare-slice.ts';
export { compareAnew } from './session/comparison-state.ts';
export { afterContact, writeContacts } from './session/contacts.ts';
export { hiddenIn } from './session/hidden-rows.ts';
export type { Difference } from './session/mend-differences.ts';
export { type CopySelection, noteCopy, readsAlready, selectCopy } from './session/offer-copy.ts';
export { type Peer, peerOf, readPeer, writePeer } from './session/peer.ts';
export { scrub } from './session/purge.ts';
export { recentOf } from './session/recent.ts';
export {
  type Conversation,
  type Outcome,
  type Progress,
  reserveNumbers,
  runSession,
} from './session/run-session.ts';
export { serve } from './session/serve.ts';
export { countWaiting } from './session/serve-pull.ts';
export { SYSTEM_TABLES } from './system-tables.ts';
