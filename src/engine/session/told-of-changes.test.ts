import { expect, test } from 'vitest';
import { thing, toyTables } from '#database/contract';
import { memoryDatabase } from '#database/memory';
import { toldOfChanges } from './told-of-changes.ts';

function told() {
  const heard: string[] = [];
  const database = toldOfChanges(memoryDatabase(toyTables), {
    tables: new Set(['thing']),
    changed: (change, saved) => {
      const what =
        'put' in change
          ? change.put.map((row) => row['id']).join('+')
          : `-${change.removed.map(({ column }) => column).join('+')}`;
      heard.push(`${saved ? 'saved' : 'perhaps'} ${what}`);
    },
  });
  return { database, heard };
}

test('[SY2] changes of the named tables are told once they are saved, before whoever made them goes on', async () => {
  const { database, heard } = told();
  await database.write(async (unit) => {
    await unit.put('thing', [thing('t1'), thing('t2')]);
    await unit.put('order', [{ group: 'g', select: 's' }]);
    await unit.remove('thing', [{ column: 'id', is: 't1' }]);
    expect(heard).toEqual([]);
  });
  expect(heard).toEqual(['saved t1+t2', 'saved -id']);
  expect(await database.read((view) => view.count({ table: 'thing' }))).toBe(1);
});

test('[SY2] what was undone is told as nothing, or as what may have happened', async () => {
  const { database, heard } = told();
  await database.write(async (unit) => {
    await unit.put('thing', [thing('t1')]);
    await expect(
      unit.attempt(async () => {
        await unit.put('thing', [thing('t2')]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await unit.attempt(() => unit.put('thing', [thing('t3')]));
  });
  expect(heard.splice(0)).toEqual(['saved t1', 'saved t3']);
  const failing = database.write(async (unit) => {
    await unit.put('thing', [thing('t4')]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(heard).toEqual(['perhaps t4']);
});
