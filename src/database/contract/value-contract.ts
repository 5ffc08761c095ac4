import { describe, expect, test } from 'vitest';
import type { Value } from '#dictionary';
import { thing } from './toy-tables.ts';
import type { World } from './world.ts';

const texts = [
  '',
  ' ',
  'null',
  '0',
  "O'Hara; DROP TABLE thing; --",
  'caf\u00e9',
  'cafe\u0301',
  '\u{1f48a}\u{10ffff}',
  '\u0627\u0644\u062f\u0648\u0627\u0621 \u202e\u200f',
  '\ufeffmark\uffff',
  'two\r\nlines\ttab',
  'x'.repeat(100_000),
];
const decimals = [
  '0',
  '1',
  '-1',
  '0.000001',
  '-0.000001',
  '12.5',
  '9007199254.740991',
  '-9007199254.740991',
  '100',
  '0.1',
  '4503599627.370497',
];
const integers = [0, 1, -1, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1)];
const jsons: readonly Value[] = [
  true,
  false,
  0,
  0.1,
  1e300,
  '',
  'text',
  [],
  {},
  [null, [1, [2, [3]]]],
  { b: 1, a: { '': [{ deep: '\u{1f48a}\u0000\u2028' }] }, __proto__x: null, 10: 'x', 9: 'y' },
  'null',
  '{"not":"parsed"}',
];

export function valueContract(world: World): void {
  describe('values come back exactly as they went in', () => {
    const roundTrip = async (column: string, values: readonly Value[]): Promise<void> => {
      const rows = values.map((value, i) =>
        thing(`v${String(i).padStart(3, '0')}`, { [column]: value }),
      );
      await world.put('thing', ...rows);
      expect(await world.pick(column, { table: 'thing', order: [{ column: 'id' }] })).toStrictEqual(
        values,
      );
      const again = await world.reopen();
      if (again === undefined) return;
      expect(await world.pick(column, { table: 'thing', order: [{ column: 'id' }] })).toStrictEqual(
        values,
      );
    };

    test('text: empty or null, composed or not, beyond 16 bits, right to left', () =>
      roundTrip('label', [...texts, null]));
    test('decimals, up to 2^53 millionths', () => roundTrip('price', [...decimals, null]));
    test('integers, up to 2^53 - 1', () => roundTrip('amount', [...integers, null]));
    test('booleans', () => roundTrip('active', [true, false, null]));
    test('days', () => roundTrip('made_on', ['2026-11-22', '0001-01-01', null]));
    test('moments', () => roundTrip('seen_at', ['2026-11-22T08:00:00.000Z', null]));
    test('json, nested and with every character', () => roundTrip('extra', [...jsons, null]));

    test('every text can be a key and is found by it', async () => {
      await world.put('order', ...texts.map((group) => ({ group, select: group })));
      const found = await world.database().read((view) => view.get('order', texts));
      expect([...found.keys()].sort()).toEqual([...texts].sort());
      for (const text of texts)
        expect(
          await world.pick('group', { table: 'order', where: [{ column: 'select', in: [text] }] }),
        ).toEqual([text]);
    });

    test('what a caller does later to a row it gave or got changes nothing', async () => {
      const extra = { list: [1, 2] };
      const given = { ...thing('a'), amount: 1, extra };
      await world.put('thing', given);
      given.amount = 2;
      try {
        extra.list.push(3);
      } catch {
        // A database that keeps the value itself may have closed it.
      }
      const [got] = await world.select({ table: 'thing' });
      try {
        Object.assign(got ?? {}, { amount: 3 });
      } catch {
        // As above.
      }
      expect(await world.select({ table: 'thing' })).toEqual([
        thing('a', { amount: 1, extra: { list: [1, 2] } }),
      ]);
    });
  });
}
