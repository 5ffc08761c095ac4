import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { atollDictionary } from '../tables/atoll-dictionary.ts';
import { fingerprint } from './fingerprint.ts';

// A site asks its peer for this very text before they talk. Whoever changes it owes a migration of the databases
// that exist, a line in the CHANGELOG, and then the new text here.
it('the dictionary is the one that sites agree on', () => {
  const digest = {
    sha256: (of: string) => createHash('sha256').update(of).digest('hex'),
    sha1: (prefix: Uint8Array, of: string) => createHash('sha1').update(prefix).update(of).digest(),
  };
  expect(fingerprint(atollDictionary, digest)).toBe('5915295768f3cd08f3c824b7aa586720');
});
