import { expect, it } from 'vitest';
import { type Measured, measuredLink } from './measured-link.ts';

/** An exchange on a link of this speed, with packed rows of 60 bytes. */
function exchange(bytesPerSecond: number, rows: number): Measured {
  const bytesDown = rows * 60;
  return {
    bytesUp: 300,
    bytesDown,
    rows,
    milliseconds: 40 + ((bytesDown + 300) / bytesPerSecond) * 1_000,
  };
}

/** The sizes of pages that a link of this speed is asked for, until they change no more. */
function settled(bytesPerSecond: number): number {
  const link = measuredLink();
  link.note({ bytesUp: 300, bytesDown: 300, rows: 0, milliseconds: 40 });
  for (let i = 0; i < 40; i += 1) link.note(exchange(bytesPerSecond, link.pageRows()));
  return link.pageRows();
}

it('asks for pages that take about five seconds', () => {
  for (const bytesPerSecond of [2_500, 16_000, 125_000]) {
    const seconds = (settled(bytesPerSecond) * 60) / bytesPerSecond;
    expect(seconds).toBeGreaterThan(4);
    expect(seconds).toBeLessThan(6);
  }
});

it('keeps to the least and the most', () => {
  expect(settled(100)).toBe(50);
  expect(settled(100_000_000)).toBe(20_000);
});

it('[B7] asks for less after each failure, and grows again with what comes through', () => {
  const link = measuredLink();
  const sizes = [link.pageRows()];
  for (let i = 0; i < 4; i += 1) {
    link.noteFailure();
    sizes.push(link.pageRows());
  }
  expect(sizes).toEqual([500, 125, 50, 50, 50]);
  link.note(exchange(1_000_000, 50));
  expect(link.pageRows()).toBe(200);
});

it('sends less at once after each failure, and never less than holds a group', () => {
  const link = measuredLink();
  const first = link.pushCharacters();
  link.noteFailure();
  expect(link.pushCharacters()).toBe(Math.floor(first / 4));
  for (let i = 0; i < 20; i += 1) link.noteFailure();
  expect(link.pushCharacters()).toBe(32_000);
});

it('packs small until the link has shown that it is fast', () => {
  const link = measuredLink();
  expect(link.wanted()).toBe('small');
  for (let i = 0; i < 10; i += 1) link.note(exchange(50_000_000, 20_000));
  expect(link.wanted()).toBe('fast');
});
