import { expect, it } from 'vitest';
import { sealed } from './sealed.ts';

it('closes every way out of the seed, and opens it again', async () => {
  const attempts: readonly (() => unknown)[] = [
    () => Date.now(),
    () => new Date(),
    () => Math.random(),
    () => setTimeout(() => undefined, 1),
    () => fetch('http://127.0.0.1'),
    () => performance.now(),
    () => crypto.randomUUID(),
  ];
  await sealed(async () => {
    for (const attempt of attempts) expect(attempt).toThrow('come from the seed only');
    expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
  });
  expect(Date.now()).toBeGreaterThan(0);
  expect(Math.random()).toBeLessThan(1);
});

it('opens them again after a failure', async () => {
  const failing = sealed(async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(Date.now()).toBeGreaterThan(0);
});
