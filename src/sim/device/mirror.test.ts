import { expect, it } from 'vitest';
import { memoryDatabase } from '#database/memory';
import type { StoredTable } from '#engine/ports';
import { createMirror, type Step } from './mirror.ts';
import { type Power, PowerCut } from './power.ts';
import { watchedDatabase } from './watched-database.ts';

const TABLES: readonly StoredTable[] = [
  {
    name: 'thing',
    key: ['id'],
    columns: [
      { name: 'id', kind: 'text', required: true },
      { name: 'size', kind: 'integer', required: false },
    ],
    unique: [],
    indexes: [],
  },
  {
    name: 'pair',
    key: ['one', 'two'],
    columns: [
      { name: 'one', kind: 'integer', required: true },
      { name: 'two', kind: 'integer', required: true },
    ],
    unique: [],
    indexes: [],
  },
];

const steady: Power = { on: () => true, failsAt: () => false, activity: () => 'work' };

it('tells each row that a unit changed once, as it was and as it is', () => {
  const mirror = createMirror(TABLES);
  mirror.apply([{ table: 'thing', put: [{ id: 'a', size: 1 }] }]);
  const changes = mirror.apply([
    {
      table: 'thing',
      put: [
        { id: 'a', size: 2 },
        { id: 'b', size: 5 },
      ],
    },
    { table: 'thing', put: [{ id: 'a', size: 3 }] },
    { table: 'thing', remove: [{ column: 'size', above: 4 }] },
  ]);
  expect(changes).toEqual([
    { table: 'thing', key: 'a', before: { id: 'a', size: 1 }, after: { id: 'a', size: 3 } },
  ]);
  expect(mirror.by('thing', 'size', 3)).toEqual([{ id: 'a', size: 3 }]);
});

it('holds what the database holds after the same units, whatever was undone in them', async () => {
  const database = memoryDatabase(TABLES);
  const mirror = createMirror(TABLES);
  const watched = watchedDatabase(database, {
    power: steady,
    committed: (steps: readonly Step[]) => mirror.apply(steps),
  });
  await watched.write(async (unit) => {
    await unit.put('thing', [
      { id: 'a', size: 1 },
      { id: 'b', size: null },
      { id: 'c', size: 9 },
    ]);
    await unit.put('pair', [
      { one: 1, two: 2 },
      { one: 1, two: 3 },
    ]);
    await unit.remove('thing', [{ column: 'size', upTo: 1 }]);
    await unit.remove('pair', [
      { column: 'one', is: 1 },
      { column: 'two', is: 3 },
    ]);
    const undone = unit.attempt(async () => {
      await unit.put('thing', [{ id: 'd', size: 4 }]);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
  });
  for (const { name } of TABLES) {
    const rows = await database.read((view) => view.select({ table: name }));
    expect([...mirror.rows(name)]).toEqual(rows);
  }
});

it('a device that loses its power keeps nothing of the unit under way, and what waits for it waits for ever', async () => {
  const database = memoryDatabase(TABLES);
  let on = true;
  const dying: Power = {
    on: () => on,
    activity: () => 'work',
    failsAt(point) {
      if (point !== 'work: during a unit') return false;
      on = false;
      return true;
    },
  };
  const watched = watchedDatabase(database, { power: dying, committed: () => undefined });
  let ended = false;
  const under = watched.write((unit) => unit.put('thing', [{ id: 'a', size: 1 }]));
  void under.then(
    () => {
      ended = true;
    },
    () => {
      ended = true;
    },
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(false);
  expect(await database.read((view) => view.count({ table: 'thing' }))).toBe(0);
  expect(new PowerCut().name).toBe('PowerCut');
});
