import { expect, test } from 'vitest';
import { databaseContract, thing, toyTables } from '#database/contract';
import { Abandoned, memoryDatabase } from './memory-database.ts';

databaseContract('memory', async () => {
  const database = memoryDatabase(toyTables);
  return {
    database,
    reopen: async () => {
      await database.close();
      return memoryDatabase(toyTables, database.snapshot());
    },
  };
});

const count = { table: 'thing' };

test('a snapshot stays as it was, whatever is written later, and can be restored many times', async () => {
  const database = memoryDatabase(toyTables);
  await database.write((unit) =>
    unit.put(
      'thing',
      Array.from({ length: 500 }, (_, i) => thing(`t${i}`, { amount: 1 })),
    ),
  );
  const snapshot = database.snapshot();
  await database.write(async (unit) => {
    await unit.remove('thing', [{ column: 'id', above: 't3' }]);
    await unit.put('thing', [thing('t1', { amount: 2 })]);
  });
  const clone = memoryDatabase(toyTables, snapshot);
  expect(
    await clone.read((view) => view.count({ ...count, where: [{ column: 'amount', is: 1 }] })),
  ).toBe(500);
  await clone.write((unit) => unit.remove('thing', []));
  database.restore(snapshot);
  expect(
    await database.read((view) => view.count({ ...count, where: [{ column: 'amount', is: 1 }] })),
  ).toBe(500);
  expect(await clone.read((view) => view.count(count))).toBe(0);
});

test('restoring abandons the units that run and wait', async () => {
  const database = memoryDatabase(toyTables);
  const gate = Promise.withResolvers<void>();
  const running = database.write(async (unit) => {
    await unit.put('thing', [thing('a')]);
    await gate.promise;
    await unit.put('thing', [thing('b')]);
  });
  const waiting = database.write((unit) => unit.put('thing', [thing('c')]));
  const outcomes = Promise.allSettled([running, waiting]);
  await Promise.resolve();
  database.restore(database.snapshot());
  await database.write((unit) => unit.put('thing', [thing('d')]));
  gate.resolve();
  for (const outcome of await outcomes)
    expect(outcome).toMatchObject({
      reason: new Abandoned('The database was restored while the unit of work waited or ran.'),
    });
  expect(await database.read((view) => view.select(count))).toEqual([thing('d')]);
});
