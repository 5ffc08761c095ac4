import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from './json.ts';

const json = fc.jsonValue() as fc.Arbitrary<Json>;

test('canonical text is JSON of the same value, and has its keys in order at every depth', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(canonicalJson(turned(value))).toBe(text);
    }),
  );
  expect(canonicalJson({ b: [-0, 1e21, 'é"\n'], '10': null, '9': true, a: { '': 1.5 } })).toBe(
    '{"10":null,"9":true,"a":{"":1.5},"b":[0,1e+21,"é\\"\\n"]}',
  );
});

/** The same value with the keys of its objects the other way round. */
function turned(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(turned);
  const entries = Object.entries(value).map(([key, member]) => [key, turned(member)] as const);
  return Object.fromEntries(entries.toReversed());
}
