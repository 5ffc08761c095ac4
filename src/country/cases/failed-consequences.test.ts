// What should follow from one row fails by a fault of the program: everything else follows all the same.
import { expect, it } from 'vitest';
import { must, ok } from '#base';
import { unit } from '#dictionary';
import type { Processor } from '#engine';
import { smallCountry } from '../small-country.ts';

it('[B10] a consequence that fails is undone, kept, shown and tried again; all others follow', async () => {
  const looked: string[] = [];
  let mended = false;
  const country = await smallCountry({
    processors: [
      {
        name: 'look-at-units',
        watches: [unit.name],
        concerns: () => true,
        async run(work, { row }) {
          const { id, name } = must(await work.get(unit, String(row['id'])), 'it is here');
          if (name === 'Bad') await work.put(unit, id, { comment: 'half done' });
          if (name === 'Bad' && !mended) throw new Error('the program is wrong');
          looked.push(name);
          return ok(undefined);
        },
      } satisfies Processor,
    ],
  });
  const { central } = country;
  const [first, bad, last] = [country.id(), country.id(), country.id()];
  await central.site.perform(undefined, async (work) => {
    await work.put(unit, first, { name: 'First' });
    await work.put(unit, bad, { name: 'Bad' });
    await work.put(unit, last, { name: 'Last' });
    return ok(undefined);
  });
  expect(looked).toEqual(['First', 'Last']);
  expect((await central.row('unit', bad))?.['comment']).toBeNull();
  expect((await central.site.gauges.status()).refused_consequences).toBe(1);
  expect(await central.site.api.consequences(central.session)).toMatchObject({
    value: [
      {
        table: 'unit',
        id: bad,
        code: 'gate.consequence-failed',
        message: expect.stringContaining('look-at-units) failed'),
      },
    ],
  });
  mended = true;
  const retried = await central.site.api.operation(central.session, 'retry-consequence', {
    id: bad,
  });
  expect(retried).toMatchObject({ ok: true });
  expect(looked).toContain('Bad');
  expect((await central.row('unit', bad))?.['comment']).toBe('half done');
  expect((await central.site.gauges.status()).refused_consequences).toBe(0);
});
