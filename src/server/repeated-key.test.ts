import { expect, it } from 'vitest';
import { repeatedKey } from './repeated-key.ts';

it('finds a key that is named twice in one object, however it is written', () => {
  expect(repeatedKey('{"a":1,"a":2}')).toBe('a');
  expect(repeatedKey(String.raw`{"a":1, "\u0061" : 2}`)).toBe('a');
  expect(repeatedKey('[{"b":{"c":[{"d":1,"e":{},"d":2}]}}]')).toBe('d');
  expect(repeatedKey('{"__proto__":1,"__proto__":2}')).toBe('__proto__');
});

it('takes the same key in different objects, and text that looks like a key, for what they are', () => {
  for (const text of [
    '7',
    '"a"',
    '{"a":{"a":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","b":"a"}',
    '["a","a"]',
    String.raw`{"a":"\"a\":","b":"\\","c":"{"}`,
  ])
    expect(repeatedKey(text)).toBeUndefined();
});
