import { expect, it } from 'vitest';
import { readJson } from './json-text.ts';

it('reads what is sound and not too deep', () => {
  expect(readJson('{"a":[1,"]]]["]}', 2)).toEqual({ kind: 'json', value: { a: [1, ']]]['] } });
  expect(readJson(String.raw`{"a":"\\\"[[[["}`, 1)).toEqual({
    kind: 'json',
    value: { a: '\\"[[[[' },
  });
});

it('does not descend into what is nested too deep', () => {
  expect(readJson('['.repeat(5_000_000), 16)).toEqual({ kind: 'too-deep' });
  expect(readJson(`${'{"a":'.repeat(17)}1${'}'.repeat(17)}`, 16)).toEqual({ kind: 'too-deep' });
});

it('calls the rest malformed', () => {
  for (const text of ['', '{', '"', 'undefined', '{"a":1}x', '{a:1}', '"\\'])
    expect(readJson(text, 16)).toEqual({ kind: 'malformed' });
});
