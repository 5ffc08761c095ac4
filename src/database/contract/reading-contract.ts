import { describe, expect, test } from 'vitest';
import type { Condition } from '#engine/ports';
import { logEntry, thing } from './toy-tables.ts';
import type { World } from './world.ts';

export function readingContract(world: World): void {
  const ids = async (...where: readonly Condition[]) =>
    (await world.pick('id', { table: 'thing', where, order: [{ column: 'id' }] })).join('');

  describe('get', () => {
    test('answers the rows by key, tombstones too, and leaves out what is missing', async () => {
      const gone = thing('b', { deleted_at: '2026-11-22T08:00:00.000Z' });
      await world.put('thing', thing('a'), gone, thing('c'));
      const found = await world.database().read((view) => view.get('thing', ['b', 'x', 'a', 'b']));
      expect(new Map(found)).toEqual(
        new Map([
          ['a', thing('a')],
          ['b', gone],
        ]),
      );
    });

    test('takes numbers as keys, and many keys at once', async () => {
      const rows = Array.from({ length: 3_000 }, (_, number) => ({
        number,
        label: `number ${number}`,
      }));
      await world.put('counter', ...rows);
      const found = await world
        .database()
        .read((view) => view.get('counter', [...rows.keys(), -1, 5_000]));
      expect([...found.keys()].sort((a, b) => Number(a) - Number(b))).toEqual([...rows.keys()]);
      expect(found.get(2_999)).toEqual({ number: 2_999, label: 'number 2999' });
    });

    test('answers nothing for no keys', async () => {
      expect((await world.database().read((view) => view.get('thing', []))).size).toBe(0);
    });

    test('of a table with a key of two columns, or with keys of another kind, is a fault', async () => {
      const get = (table: string, key: string | number) =>
        world.database().read((view) => view.get(table, [key]));
      await expect(get('log_entry', 'x')).rejects.toThrow(/two columns/);
      await expect(get('thing', 1)).rejects.toThrow(Error);
      await expect(get('counter', '1')).rejects.toThrow(Error);
    });
  });

  describe('conditions', () => {
    const fill = () =>
      world.put(
        'thing',
        thing('a', {
          code: 'k1',
          colour: 'red',
          amount: 1,
          price: '9.5',
          active: true,
          seen_at: '2026-01-01T00:00:00.000Z',
        }),
        thing('b', { code: 'k2', colour: 'red', amount: 2, price: '10', active: false }),
        thing('c', {
          code: 'k3',
          colour: 'blue',
          amount: 3,
          price: '-0.5',
          deleted_at: '2026-11-22T08:00:00.000Z',
        }),
        thing('d'),
      );

    test('`is` compares values of every kind that can be searched by', async () => {
      await fill();
      expect(await ids({ column: 'id', is: 'a' })).toBe('a');
      expect(await ids({ column: 'colour', is: 'red' })).toBe('ab');
      expect(await ids({ column: 'amount', is: 2 })).toBe('b');
      expect(await ids({ column: 'price', is: '9.5' })).toBe('a');
      expect(await ids({ column: 'active', is: true })).toBe('a');
      expect(await ids({ column: 'active', is: false })).toBe('b');
      expect(await ids({ column: 'seen_at', is: '2026-01-01T00:00:00.000Z' })).toBe('a');
      expect(await ids({ column: 'colour', is: 'green' })).toBe('');
    });

    test('`is: null` finds the rows without a value, whatever the kind', async () => {
      await fill();
      expect(await ids({ column: 'active', is: null })).toBe('cd');
      expect(await ids({ column: 'colour', is: null })).toBe('d');
      expect(await ids({ column: 'deleted_at', is: null }, { column: 'colour', is: 'blue' })).toBe(
        '',
      );
      expect(await ids({ column: 'extra', is: null })).toBe('abcd');
    });

    test('`in` finds rows with any of the values; none with none', async () => {
      await fill();
      expect(await ids({ column: 'id', in: ['d', 'a', 'a', 'x'] })).toBe('ad');
      expect(await ids({ column: 'colour', in: ['red', 'blue'] })).toBe('abc');
      expect(await ids({ column: 'price', in: ['10', '-0.5'] })).toBe('bc');
      expect(await ids({ column: 'active', in: [true, false] })).toBe('ab');
      expect(await ids({ column: 'id', in: [] })).toBe('');
      expect(
        await ids({
          column: 'id',
          in: Array.from({ length: 40_000 }, (_, i) => `n${i}`).concat('c'),
        }),
      ).toBe('c');
    });

    test('null among the values of `in` finds the rows without one', async () => {
      await fill();
      expect(await ids({ column: 'colour', in: ['blue', null] })).toBe('cd');
      expect(await ids({ column: 'colour', in: [null] })).toBe('d');
      expect(await ids({ column: 'active', in: [null, true] })).toBe('acd');
    });

    test('`above` leaves its bound out, `upTo` takes it in; rows without a value match neither', async () => {
      await fill();
      expect(await ids({ column: 'amount', above: 1 })).toBe('bc');
      expect(await ids({ column: 'amount', upTo: 2 })).toBe('ab');
      expect(await ids({ column: 'amount', above: 1 }, { column: 'amount', upTo: 2 })).toBe('b');
      expect(await ids({ column: 'price', above: '-0.5' })).toBe('ab');
      expect(await ids({ column: 'price', upTo: '9.999999' })).toBe('ac');
      expect(await ids({ column: 'active', above: false })).toBe('a');
      expect(await ids({ column: 'id', above: 'b' })).toBe('cd');
    });

    test('`isNot` finds rows with another value, and none without one', async () => {
      await fill();
      expect(await ids({ column: 'colour', isNot: 'red' })).toBe('c');
      expect(await ids({ column: 'amount', isNot: 2 })).toBe('ac');
      expect(await ids({ column: 'price', isNot: '0' })).toBe('abc');
      expect(await ids({ column: 'active', isNot: true })).toBe('b');
      expect(await ids({ column: 'amount', above: 1 }, { column: 'amount', isNot: 3 })).toBe('b');
    });

    test('all conditions must hold', async () => {
      await fill();
      expect(await ids({ column: 'colour', is: 'red' }, { column: 'amount', above: 1 })).toBe('b');
      expect(
        await ids(
          { column: 'colour', in: ['red', 'blue'] },
          { column: 'amount', in: [1, 3] },
          { column: 'active', is: null },
        ),
      ).toBe('c');
      expect(await ids({ column: 'amount', is: 1 }, { column: 'amount', is: 2 })).toBe('');
      expect(
        await ids(
          { column: 'id', above: 'a' },
          { column: 'id', above: 'b' },
          { column: 'id', upTo: 'd' },
          { column: 'id', upTo: 'c' },
        ),
      ).toBe('c');
    });

    test('unknown tables and columns, json, null bounds and values of another kind are faults', async () => {
      const fault = (table: string, condition: Condition) =>
        expect(world.select({ table, where: [condition] })).rejects.toThrow(Error);
      await fault('nothing', { column: 'id', is: 'a' });
      await fault('thing', { column: 'nothing', is: 'a' });
      await fault('thing', { column: 'nothing', is: null });
      await fault('thing', { column: 'extra', is: 'a' });
      await fault('thing', { column: 'amount', above: null });
      await fault('thing', { column: 'amount', upTo: null });
      await fault('thing', { column: 'amount', isNot: null });
      await fault('thing', { column: 'amount', is: '1' });
      await fault('thing', { column: 'amount', in: [1, 1.5] });
      await fault('thing', { column: 'code', is: 1 });
      await fault('thing', { column: 'price', is: '1.50' });
      await expect(
        world.select({ table: 'thing', order: [{ column: 'nothing' }] }),
      ).rejects.toThrow(Error);
      await expect(world.select({ table: 'thing', limit: -1 })).rejects.toThrow(Error);
    });
  });

  describe('order and limit', () => {
    test('nulls come first, and last when descending', async () => {
      await world.put('thing', thing('a', { amount: 2 }), thing('b'), thing('c', { amount: -1 }));
      expect(await world.pick('id', { table: 'thing', order: [{ column: 'amount' }] })).toEqual([
        'b',
        'c',
        'a',
      ]);
      expect(
        await world.pick('id', { table: 'thing', order: [{ column: 'amount', descending: true }] }),
      ).toEqual(['a', 'c', 'b']);
    });

    test('text is compared by code point', async () => {
      const texts = [
        '',
        'A',
        'Z',
        'a',
        'a ',
        'ab',
        'e\u0301',
        'z',
        '\u00e9',
        '\u0627',
        '\ud7ff',
        '\ue000',
        '\uffff',
        '\u{10000}',
        '\u{1f48a}',
      ];
      await world.put('order', ...texts.toReversed().map((group) => ({ group, select: null })));
      expect(await world.pick('group', { table: 'order', order: [{ column: 'group' }] })).toEqual(
        texts,
      );
      expect(
        await world.pick('group', {
          table: 'order',
          where: [{ column: 'group', above: '\ue000' }],
          order: [{ column: 'group' }],
        }),
      ).toEqual(texts.slice(12));
    });

    test('decimals are ordered by size, booleans false first', async () => {
      const prices = [
        '-9007199254.740991',
        '-10',
        '-9.5',
        '-0.000001',
        '0',
        '0.000001',
        '9.5',
        '10',
        '9007199254.740991',
      ];
      await world.put(
        'thing',
        ...prices.map((price, i) => thing(`p${i}`, { price, active: i % 2 === 0 })).toReversed(),
      );
      expect(await world.pick('price', { table: 'thing', order: [{ column: 'price' }] })).toEqual(
        prices,
      );
      const order = [{ column: 'active' }, { column: 'price', descending: true }];
      expect(await world.pick('id', { table: 'thing', order })).toEqual([
        'p7',
        'p5',
        'p3',
        'p1',
        'p8',
        'p6',
        'p4',
        'p2',
        'p0',
      ]);
    });

    test('a limit takes the first rows of the order; 0 takes none', async () => {
      await world.put(
        'thing',
        ...['a', 'b', 'c', 'd'].map((id, i) => thing(id, { amount: 10 - i })),
      );
      expect(
        await world.pick('id', { table: 'thing', order: [{ column: 'amount' }], limit: 2 }),
      ).toEqual(['d', 'c']);
      expect(
        await world.pick('id', {
          table: 'thing',
          order: [{ column: 'id', descending: true }],
          limit: 1,
        }),
      ).toEqual(['d']);
      expect(await world.select({ table: 'thing', limit: 3 })).toHaveLength(3);
      expect(await world.select({ table: 'thing', limit: 0 })).toEqual([]);
    });

    test('a log is read feed by feed, from a position on, in its order', async () => {
      const entries = ['a', 'b', 'c'].flatMap((feed) =>
        Array.from({ length: 50 }, (_, i) => logEntry(feed, i * 3 + 1)),
      );
      await world.put('log_entry', ...entries.toReversed());
      const where = [
        { column: 'feed', is: 'b' },
        { column: 'position', above: 31 },
      ];
      const order = [{ column: 'position' }];
      expect(await world.pick('row_id', { table: 'log_entry', where, order, limit: 3 })).toEqual([
        'b-34',
        'b-37',
        'b-40',
      ]);
      const back = [
        { column: 'feed', descending: true },
        { column: 'position', descending: true },
      ];
      expect(
        await world.pick('row_id', { table: 'log_entry', where, order: back, limit: 2 }),
      ).toEqual(['b-148', 'b-145']);
      const both = {
        table: 'log_entry',
        where: [
          { column: 'feed', in: ['c', 'a'] },
          { column: 'position', upTo: 4 },
        ],
      };
      expect(
        await world.pick('row_id', {
          ...both,
          order: [{ column: 'position' }, { column: 'feed' }],
        }),
      ).toEqual(['a-1', 'c-1', 'a-4', 'c-4']);
    });
  });

  describe('count', () => {
    test('counts what select would answer', async () => {
      await world.put(
        'thing',
        thing('a', { colour: 'red' }),
        thing('b', { colour: 'red' }),
        thing('c'),
      );
      await world.database().read(async (view) => {
        expect(await view.count({ table: 'thing' })).toBe(3);
        expect(await view.count({ table: 'thing', where: [{ column: 'colour', is: 'red' }] })).toBe(
          2,
        );
        expect(await view.count({ table: 'thing', where: [{ column: 'colour', in: [] }] })).toBe(0);
        expect(await view.count({ table: 'thing', limit: 2 })).toBe(2);
        expect(
          await view.count({ table: 'thing', where: [{ column: 'colour', is: 'red' }], limit: 1 }),
        ).toBe(1);
      });
    });
  });

  test('names that are words of SQL are names like any other', async () => {
    await world.put('order', { group: 'x', select: 'y' });
    expect(await world.select({ table: 'order', where: [{ column: 'select', is: 'y' }] })).toEqual([
      { group: 'x', select: 'y' },
    ]);
  });
}
