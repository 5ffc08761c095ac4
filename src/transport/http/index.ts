export { copyDoor } from './copy-door.ts';
export { type CopyRequest, MOST_FRAME, type PackedFrame, packBytes } from './copy-frame.ts';
export { type Answer, type Call, type Hub, type SyncDoor, syncDoor } from './door.ts';
export { type CopyDownload, type CopyEnd, downloadCopy } from './download-copy.ts';
export { type EnrolReply, enrol, enrolReplyShape, enrolRequestShape } from './enrol.ts';
export { type GainsParts, gainsOver, ROWS_INSTEAD } from './gains.ts';
export { type HttpLink, type HttpLinkParts, httpLink, KEEP_ALIVE_MS } from './http-link.ts';
export { type ReadJson, readJson } from './json-text.ts';
export { type KeyPair, newKeyPair, type Signer, signerOf, verifierOf } from './keys.ts';
export {
  type LinkFigures,
  type Measured,
  type MeasuredLink,
  measuredLink,
} from './measured-link.ts';
export { MOST_PACKED, MOST_UNPACKED, type Wanted } from './packing.ts';
export { ASK_PATH, COPY_PATH, ENROL_PATH, REPLY_PROOF, SYNC_PATH } from './proof.ts';
export { kindOf, statusOf } from './status.ts';
