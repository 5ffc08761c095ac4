/**
 * The version of the conversation. It grows when a peer of the former version could misread a request or reply;
 * the pinned fingerprint in protocol-version.test.ts reminds whoever changes a shape.
 * 1: the first.
 */
export const PROTOCOL_VERSION = 1;
