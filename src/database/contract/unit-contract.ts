import { describe, expect, test } from 'vitest';
import type { Unit, View } from '#engine/ports';
import { NotUnique } from '#engine/ports';
import { logEntry, thing } from './toy-tables.ts';
import type { World } from './world.ts';

const ALL = { table: 'thing', order: [{ column: 'id' }] };

export function unitContract(world: World): void {
  const idsOf = async (view: View): Promise<string> =>
    (await view.select(ALL)).map((row) => row.id).join('');
  const ids = () => world.database().read(idsOf);
  const stop = new Error('stop');

  describe('a unit of work', () => {
    test('answers with the result of its work and reads what it has written', async () => {
      await world.put('thing', thing('a', { code: 'x' }));
      const seen = await world.database().write(async (unit) => {
        await unit.put('thing', [thing('b', { code: 'y' })]);
        await unit.remove('thing', [{ column: 'id', is: 'a' }]);
        await unit.put('thing', [thing('c', { code: 'x' })]);
        expect((await unit.get('thing', ['a', 'b'])).size).toBe(1);
        expect(await unit.count({ table: 'thing' })).toBe(2);
        return idsOf(unit);
      });
      expect(seen).toBe('bc');
      expect(await ids()).toBe('bc');
    });

    test('that throws leaves nothing, and its own error comes out', async () => {
      await world.put('thing', thing('a', { code: 'x', amount: 1 }));
      const failing = world.database().write(async (unit) => {
        await unit.put('thing', [thing('a', { code: 'y', amount: 2 }), thing('b', { code: 'x' })]);
        await unit.put('log_entry', [logEntry('f', 1)]);
        await unit.remove('thing', []);
        throw stop;
      });
      await expect(failing).rejects.toBe(stop);
      expect(await world.select(ALL)).toEqual([thing('a', { code: 'x', amount: 1 })]);
      expect(await world.select({ table: 'log_entry' })).toEqual([]);
      await world.put('thing', thing('b', { code: 'y' }));
    });

    test('is not seen by reads until it has ended, and a read goes on seeing what it began with', async () => {
      await world.put('thing', thing('a', { amount: 1 }));
      const amounts = (view: View) =>
        view.select(ALL).then((rows) => rows.map((row) => row.amount));
      const gate = Promise.withResolvers<void>();
      const written = Promise.withResolvers<void>();
      const unit = world.database().write(async (open) => {
        await open.put('thing', [thing('a', { amount: 2 }), thing('b', { amount: 2 })]);
        written.resolve();
        await gate.promise;
      });
      await written.promise;
      expect(await world.database().read(amounts)).toEqual([1]);
      const during = await world.database().read(async (view) => {
        const before = await amounts(view);
        gate.resolve();
        await unit;
        expect(await world.database().read(amounts)).toEqual([2, 2]);
        return [before, await amounts(view), await view.count({ table: 'thing' })];
      });
      expect(during).toEqual([[1], [1], 1]);
      expect(await world.database().read(amounts)).toEqual([2, 2]);
    });

    test('runs after those asked for before it, and sees what they committed', async () => {
      const begun: number[] = [];
      const units = Array.from({ length: 100 }, (_, i) =>
        world.database().write(async (unit) => {
          begun.push(i);
          const count = await unit.count({ table: 'thing' });
          for (let turns = 0; turns < i % 4; turns += 1) await Promise.resolve();
          await unit.put('thing', [thing(`t${String(i).padStart(3, '0')}`, { amount: count })]);
          return count;
        }),
      );
      expect(await Promise.all(units)).toEqual(Array.from({ length: 100 }, (_, i) => i));
      expect(begun).toEqual(Array.from({ length: 100 }, (_, i) => i));
      expect(await world.pick('amount', ALL)).toEqual(begun);
    });

    test('that fails does not touch its neighbours', async () => {
      const outcomes = await Promise.allSettled(
        ['a', 'b', 'c', 'd'].map((id, i) =>
          world.database().write(async (unit) => {
            await unit.put('thing', [thing(id)]);
            if (i % 2 === 0) throw stop;
          }),
        ),
      );
      expect(outcomes.map((outcome) => outcome.status)).toEqual([
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect(await ids()).toBe('bd');
    });

    test('whose promise has resolved is seen by every read that begins then', async () => {
      for (let i = 0; i < 20; i += 1) {
        await world.put('thing', thing(`t${i}`));
        expect(await world.database().read((view) => view.count({ table: 'thing' }))).toBe(i + 1);
      }
    });

    test('in which a put failed cannot be committed, though its work went on', async () => {
      await world.put('thing', thing('a', { code: 'x' }));
      const failing = world.database().write(async (unit) => {
        await unit
          .put('thing', [thing('b', { code: 'y' }), thing('c', { code: 'x' })])
          .catch(() => undefined);
      });
      await expect(failing).rejects.toBeInstanceOf(NotUnique);
      expect(await ids()).toBe('a');
    });

    test('and a view are of no use after their call', async () => {
      const kept: { unit?: Unit; view?: View } = {};
      await world.database().write(async (unit) => {
        kept.unit = unit;
      });
      await world.database().read(async (view) => {
        kept.view = view;
      });
      await expect(kept.unit?.put('thing', [thing('a')])).rejects.toThrow(/ended/);
      await expect(kept.unit?.select(ALL)).rejects.toThrow(/ended/);
      await expect(kept.view?.select(ALL)).rejects.toThrow(/ended/);
      expect(await ids()).toBe('');
    });
  });

  describe('attempt', () => {
    test('undoes its own part when it throws, and passes the error on', async () => {
      await world.put('thing', thing('a', { amount: 1 }));
      await world.database().write(async (unit) => {
        await unit.put('thing', [thing('b')]);
        const attempt = unit.attempt(async () => {
          await unit.put('thing', [thing('a', { amount: 2 }), thing('c')]);
          await unit.remove('thing', [{ column: 'id', is: 'b' }]);
          expect(await idsOf(unit)).toBe('ac');
          throw stop;
        });
        await expect(attempt).rejects.toBe(stop);
        expect(await idsOf(unit)).toBe('ab');
        expect(
          await unit.attempt(async () => unit.put('thing', [thing('d')]).then(() => 'kept')),
        ).toBe('kept');
      });
      expect(await ids()).toBe('abd');
      expect(await world.pick('amount', ALL)).toEqual([1, null, null]);
    });

    test('nests: each undoes what is inside it, kept parts too', async () => {
      await world.database().write(async (unit) => {
        const put = (id: string) => unit.put('thing', [thing(id)]);
        await put('a');
        await unit.attempt(async () => {
          await put('b');
          await unit
            .attempt(async () => {
              await put('c');
              await unit.attempt(() => put('d'));
              throw stop;
            })
            .catch(() => undefined);
          await put('e');
          await unit.attempt(() => put('f'));
        });
        await unit
          .attempt(async () => {
            await put('g');
            await unit.attempt(() => put('h'));
            throw stop;
          })
          .catch(() => undefined);
      });
      expect(await ids()).toBe('abef');
    });

    test('makes good what a refused put has done', async () => {
      await world.put('thing', thing('a', { code: 'x' }));
      await world.database().write(async (unit) => {
        const refused = unit.attempt(() =>
          unit.put('thing', [thing('b', { code: 'y' }), thing('c', { code: 'x' })]),
        );
        await expect(refused).rejects.toEqual(new NotUnique('thing', ['code']));
        await unit.put('thing', [thing('d', { code: 'y' })]);
      });
      expect(await ids()).toBe('ad');
    });

    test('is undone with its unit', async () => {
      const failing = world.database().write(async (unit) => {
        await unit.attempt(() => unit.put('thing', [thing('a')]));
        throw stop;
      });
      await expect(failing).rejects.toBe(stop);
      expect(await ids()).toBe('');
    });
  });

  describe('closing and opening again', () => {
    test('lets units end that were asked for before, and takes no more', async () => {
      let ended = false;
      const unit = world.database().write(async (open) => {
        await open.put('thing', [thing('a')]);
        ended = true;
      });
      await world.database().close();
      expect(ended).toBe(true);
      await unit;
      await expect(
        world.database().write((open) => open.put('thing', [thing('b')])),
      ).rejects.toThrow(/closed/);
      await expect(world.database().read((view) => view.select(ALL))).rejects.toThrow(/closed/);
      await world.database().close();
    });

    test('keeps every unit whose promise resolved', async () => {
      await Promise.all(
        ['a', 'b', 'c'].map((id) =>
          world.put('thing', thing(id, { code: id, price: '0.1', extra: { id } })),
        ),
      );
      await world.put('log_entry', logEntry('f', 1));
      const again = await world.reopen();
      if (again === undefined) return;
      expect(await world.select(ALL)).toEqual(
        ['a', 'b', 'c'].map((id) => thing(id, { code: id, price: '0.1', extra: { id } })),
      );
      await expect(world.put('thing', thing('d', { code: 'a' }))).rejects.toEqual(
        new NotUnique('thing', ['code']),
      );
      await world.put('thing', thing('d', { code: 'd' }));
      expect(await world.select({ table: 'log_entry' })).toEqual([logEntry('f', 1)]);
    });
  });
}
