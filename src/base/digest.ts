/**
 * Hashes, handed in by the host: synchronous, because the gate decides inside a unit of work.
 * Both take text as UTF-8.
 */
export interface Digest {
  /** Lower-case hex of the SHA-256; chains of groups and contents of batches. */
  readonly sha256: (text: string) => string;
  /** The 20 bytes of the SHA-1 of `prefix` followed by `text`; names of derived ids, never secrets. */
  readonly sha1: (prefix: Uint8Array, text: string) => Uint8Array;
}
