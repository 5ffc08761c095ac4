import { describe, expect, it } from 'vitest';
import { must } from '#base';
import { type Place, smallCountry } from '#country';
import type { Row } from '#dictionary';

async function refusalOf(place: Place, table: string, id: string, columns: Row) {
  const answer = await place.site.api.putRow(place.session, table, id, columns);
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

describe('a preference that is no store’s', () => {
  it('[SD2] is one that exists, said where it belongs, with a value that it can have', async () => {
    const { central, one, id } = await smallCountry();
    const shared = (columns: Row) => refusalOf(central, 'shared_preference', id(), columns);
    expect(await shared({ key: 'colour', value: 'red' })).toMatchObject({
      code: 'preference.unknown',
      details: { known: expect.arrayContaining(['centralised_procurement']) },
    });
    expect(await shared({ key: 'centralised_procurement', value: 'yes' })).toMatchObject({
      code: 'preference.value',
    });
    expect(await shared({ key: 'pack_size_one', value: true })).toMatchObject({
      code: 'preference.said-elsewhere',
      details: { said_in: 'store_preference' },
    });
    const own = { key: 'history_months', value: -1 };
    expect((await refusalOf(one, 'preference', id(), own)).code).toBe('preference.value');
    expect(
      (await refusalOf(one, 'preference', id(), { key: 'centralised_payments', value: true }))
        .details,
    ).toMatchObject({ said_in: 'shared_preference' });
    const said = id();
    await one.puts('preference', said, { ...own, value: 6 });
    expect((await refusalOf(one, 'preference', said, { value: 'six' })).code).toBe(
      'preference.value',
    );
    await one.puts('preference', id(), { key: 'columns-shown', scope: 'user', value: ['code'] });
  });
});
