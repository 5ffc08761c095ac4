import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromMillionths, parseDecimal, toMillionths } from '#base';
import { codePointKey } from './code-point-order.ts';
import { decimalOfMillionths, millionthsOf } from './millionths.ts';

const whole = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -2_000_000_000_000, max: 2_000_000_000_000 }),
  fc.integer(),
);

describe('millionths as numbers', () => {
  test('are what exact arithmetic says, both ways', () => {
    fc.assert(
      fc.property(whole, (millionths) => {
        const decimal = fromMillionths(BigInt(millionths));
        expect(decimalOfMillionths(millionths)).toBe(decimal);
        expect(millionthsOf(decimal)).toBe(millionths + 0);
      }),
      { numRuns: 5_000 },
    );
  });

  test('exist only for the one spelling', () => {
    const nearly = fc.stringMatching(/^-?[0-9]{0,11}(\.[0-9]{0,7})?(e[0-9])?$/);
    fc.assert(
      fc.property(nearly, (text) => {
        const parsed = parseDecimal(text);
        expect(millionthsOf(text)).toBe(parsed === text ? Number(toMillionths(parsed)) : undefined);
      }),
      { numRuns: 5_000 },
    );
  });
});

test('the key of a text orders as its bytes in UTF-8 do', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 4 });
  const sign = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(sign(codePointKey(a), codePointKey(b))).toBe(bytes);
    }),
    { numRuns: 5_000 },
  );
});
