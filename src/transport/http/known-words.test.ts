import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { KNOWN_WORDS } from './known-words.ts';

test('the words that both ends know are pinned: with others, peers of this protocol version could not read each other', () => {
  expect(createHash('sha256').update(KNOWN_WORDS).digest('hex')).toMatchInlineSnapshot(
    `"d5f403e7ef948cbe129cf32b1fba167eaab54754e4dc336f3904f1f313bece0c"`,
  );
});
