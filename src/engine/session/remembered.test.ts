import { expect, test } from 'vitest';
import { remembered } from './remembered.ts';

/** A memory of a store whose reads end when they are told to. */
function slow(most = 10) {
  const stored = new Map<string, number>();
  const reads: (() => void)[] = [];
  const memory = remembered<string, number>(most, (key) => {
    const value = stored.get(key);
    return new Promise((resolve) => {
      reads.push(() => resolve(value));
    });
  });
  const read = async (key: string) => {
    const coming = memory.of(key);
    reads.shift()?.();
    return coming;
  };
  return { stored, reads, memory, read };
}

test('[SY2] what was read once is not read again until it is forgotten', async () => {
  const { stored, reads, memory, read } = slow();
  stored.set('a', 1);
  expect(await read('a')).toBe(1);
  stored.set('a', 2);
  expect(await memory.of('a')).toBe(1);
  memory.forget('a');
  expect(await read('a')).toBe(2);
  memory.set('a', 3);
  expect(await memory.of('a')).toBe(3);
  memory.forgetAll();
  expect(await read('a')).toBe(2);
  expect(reads).toEqual([]);
});

test('[SY2] what changed while it was read is not kept as it was', async () => {
  const { stored, reads, memory, read } = slow();
  stored.set('a', 1);
  const coming = memory.of('a');
  stored.set('a', 2);
  memory.forget('a');
  reads.shift()?.();
  expect(await coming).toBe(1);
  expect(await read('a')).toBe(2);
  memory.forget('a');
  const late = memory.of('a');
  memory.set('a', 3);
  reads.shift()?.();
  await late;
  expect(await memory.of('a')).toBe(3);
});

test('[SY2] what is not there is asked for each time, and what is kept is bounded', async () => {
  const { stored, memory, read } = slow(2);
  expect(await read('a')).toBeUndefined();
  stored.set('a', 1);
  expect(await read('a')).toBe(1);
  memory.set('b', 2);
  memory.set('c', 3);
  stored.set('a', 4);
  expect(await read('a')).toBe(4);
});
