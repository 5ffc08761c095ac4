import { describe, expect, test } from 'vitest';
import type { Row } from '#dictionary';
import { NotUnique } from '#engine/ports';
import { logEntry, thing } from './toy-tables.ts';
import type { World } from './world.ts';

const GONE = '2026-11-22T08:00:00.000Z';

export function writingContract(world: World): void {
  const refusal = async (table: string, ...rows: readonly Row[]): Promise<unknown> =>
    world.put(table, ...rows).catch((error: unknown) => error);

  describe('put', () => {
    test('inserts, and replaces the row with the same key whole', async () => {
      await world.put(
        'thing',
        thing('a', { code: 'x', amount: 1 }),
        thing('b', { owner_id: 'o1', colour: 'red', amount: 5 }),
      );
      await world.put(
        'thing',
        thing('a', { amount: 2, row_version: 2 }),
        thing('b', { owner_id: 'o2', colour: 'red', amount: 5 }),
      );
      await world.put(
        'thing',
        thing('b', { owner_id: 'o2', colour: 'red', amount: 5, price: '1' }),
      );
      expect(await world.select({ table: 'thing', order: [{ column: 'id' }] })).toEqual([
        thing('a', { amount: 2, row_version: 2 }),
        thing('b', { owner_id: 'o2', colour: 'red', amount: 5, price: '1' }),
      ]);
      expect(
        await world.pick('id', { table: 'thing', where: [{ column: 'owner_id', is: 'o1' }] }),
      ).toEqual([]);
      expect(
        await world.pick('id', { table: 'thing', where: [{ column: 'owner_id', is: 'o2' }] }),
      ).toEqual(['b']);
      expect(
        await world.pick('id', { table: 'thing', where: [{ column: 'code', is: 'x' }] }),
      ).toEqual([]);
    });

    test('replaces by both columns of a key of two', async () => {
      await world.put(
        'log_entry',
        logEntry('a', 1, 'old'),
        logEntry('a', 2, 'other'),
        logEntry('b', 1, 'other'),
      );
      await world.put('log_entry', logEntry('a', 1, 'new'));
      const order = [{ column: 'feed' }, { column: 'position' }];
      expect(await world.pick('row_id', { table: 'log_entry', order })).toEqual([
        'new',
        'other',
        'other',
      ]);
    });

    test('takes the last of two rows with one key, and no rows at all', async () => {
      await world.put('thing', thing('a', { amount: 1 }), thing('a', { amount: 2 }));
      await world.put('thing');
      expect(await world.pick('amount', { table: 'thing' })).toEqual([2]);
    });

    test('hands rows out with their columns in the order of the table', async () => {
      const turned = Object.fromEntries(Object.entries(thing('a')).toReversed());
      await world.put('thing', turned);
      expect(Object.keys((await world.select({ table: 'thing' }))[0] ?? {})).toEqual(
        Object.keys(thing('a')),
      );
    });

    test('a row with a column missing, unknown, empty though required, or of another kind is a fault', async () => {
      const { label: _, ...lacking } = thing('a');
      const wrong: readonly Row[] = [
        lacking,
        { ...thing('a'), nothing: 1 },
        thing('a', { row_version: null }),
        thing('a', { amount: '1' }),
        thing('a', { amount: 1.5 }),
        thing('a', { amount: 2 ** 53 }),
        thing('a', { amount: Number.NaN }),
        thing('a', { active: 1 }),
        thing('a', { code: 1 }),
        thing('a', { price: 1 }),
        thing('a', { price: '1.0' }),
        thing('a', { price: '9007199254.740992' }),
        thing('a', { price: '0.0000001' }),
        thing('a', { label: 'half \ud83d' }),
        thing('a', { label: 'nul \0' }),
      ];
      for (const row of wrong)
        expect(await refusal('thing', thing('z'), row), JSON.stringify(row)).toBeInstanceOf(Error);
      expect(await refusal('nothing', { id: 'a' })).toBeInstanceOf(Error);
      expect(await world.select({ table: 'thing' })).toEqual([]);
    });
  });

  describe('uniqueness', () => {
    test('a value that occurs twice is refused with its table and columns', async () => {
      await world.put('thing', thing('a', { code: 'x', region: 'r', label: 'l' }));
      expect(await refusal('thing', thing('b', { code: 'x' }))).toEqual(
        new NotUnique('thing', ['code']),
      );
      expect(await refusal('thing', thing('b', { region: 'r', label: 'l' }))).toEqual(
        new NotUnique('thing', ['region', 'label']),
      );
      expect(
        await refusal('thing', thing('b', { code: 'y' }), thing('c', { code: 'y' })),
      ).toBeInstanceOf(NotUnique);
      expect(await world.pick('id', { table: 'thing' })).toEqual(['a']);
    });

    test('holds among all rows where the table has no tombstones', async () => {
      await world.put('counter', { number: 1, label: 'x' });
      expect(await refusal('counter', { number: 2, label: 'x' })).toEqual(
        new NotUnique('counter', ['label']),
      );
      await world.put('counter', { number: 1, label: 'x' });
    });

    test('tombstones, rows that lack a value and the row itself do not take part', async () => {
      await world.put(
        'thing',
        thing('a', { code: 'x', deleted_at: GONE }),
        thing('b', { code: 'x', deleted_at: GONE }),
      );
      await world.put('thing', thing('c', { code: 'x' }));
      await world.put('thing', thing('c', { code: 'x', amount: 1 }));
      await world.put(
        'thing',
        thing('d', { region: 'r' }),
        thing('e', { region: 'r' }),
        thing('f'),
        thing('g'),
      );
      expect(await refusal('thing', thing('a', { code: 'x' }))).toEqual(
        new NotUnique('thing', ['code']),
      );
      await world.put(
        'thing',
        thing('c', { code: 'x', deleted_at: GONE }),
        thing('a', { code: 'x' }),
      );
      expect(
        await world.pick('id', {
          table: 'thing',
          where: [
            { column: 'code', is: 'x' },
            { column: 'deleted_at', is: null },
          ],
        }),
      ).toEqual(['a']);
    });

    test('texts that only look alike are different values', async () => {
      await world.put(
        'thing',
        thing('a', { code: '\u00e9' }),
        thing('b', { code: 'e\u0301' }),
        thing('c', { code: 'E\u0301' }),
        thing('d', { code: '' }),
      );
      expect(
        await world.pick('id', { table: 'thing', where: [{ column: 'code', is: 'e\u0301' }] }),
      ).toEqual(['b']);
    });
  });

  describe('remove', () => {
    test('takes out the rows that match, and only them', async () => {
      await world.put(
        'thing',
        thing('a', { colour: 'red', amount: 1 }),
        thing('b', { colour: 'red', amount: 2 }),
        thing('c', { code: 'x' }),
      );
      await world.database().write((unit) =>
        unit.remove('thing', [
          { column: 'colour', is: 'red' },
          { column: 'amount', above: 1 },
        ]),
      );
      expect(await world.pick('id', { table: 'thing', order: [{ column: 'id' }] })).toEqual([
        'a',
        'c',
      ]);
      await world.database().write((unit) => unit.remove('thing', [{ column: 'id', in: [] }]));
      await world
        .database()
        .write((unit) => unit.remove('thing', [{ column: 'id', in: ['c', 'x'] }]));
      expect(await world.pick('id', { table: 'thing' })).toEqual(['a']);
      await world.put('thing', thing('d', { code: 'x' }));
    });

    test('takes out runs of a log', async () => {
      await world.put(
        'log_entry',
        ...[1, 2, 3, 4].map((position) => logEntry('a', position)),
        logEntry('b', 1),
      );
      await world.database().write((unit) =>
        unit.remove('log_entry', [
          { column: 'feed', is: 'a' },
          { column: 'position', upTo: 3 },
        ]),
      );
      expect(
        await world.pick('row_id', { table: 'log_entry', order: [{ column: 'feed' }] }),
      ).toEqual(['a-4', 'b-1']);
    });

    test('without conditions empties the table', async () => {
      await world.put('counter', { number: 1, label: 'x' }, { number: 2, label: 'y' });
      await world.database().write((unit) => unit.remove('counter', []));
      await world.put('counter', { number: 3, label: 'x' });
      expect(await world.pick('number', { table: 'counter' })).toEqual([3]);
    });
  });
}
