import { describe, expect, it } from 'vitest';
import { smallCountry } from '#country';

const bodies = (rows: readonly { readonly [column: string]: unknown }[]) =>
  rows.map(({ body }) => body);

describe.each([false, true])('a message, mirrored: %s', (mirrored) => {
  it('[RT2] to one store is at the two stores’ sites and central, and nowhere else', async () => {
    const country = await smallCountry({ mirrored });
    const { central, one, two, a, b } = country;
    const far = await country.addSite('Far');
    await one.does('send-message', { from_store_id: a.store, to_store_id: b.store, text: 'Late' });
    await country.settle();
    for (const place of [central, one, two])
      expect(bodies(await place.rows('message'))).toEqual([{ text: 'Late' }]);
    expect(await far.rows('message')).toEqual([]);
  });

  it('to nobody by name is at every site', async () => {
    const country = await smallCountry({ mirrored });
    const { central, one, two, primary } = country;
    await central.does('send-message', { text: 'Holiday' });
    await country.settle();
    for (const place of [central, primary, one, two])
      expect(bodies(await place.rows('message'))).toEqual([{ text: 'Holiday' }]);
  });

  it('[D1] is never changed, and its sender is a store of this site', async () => {
    const country = await smallCountry({ mirrored });
    const { one, a, b } = country;
    const { message_id } = await one.does('send-message', { from_store_id: a.store, text: 'Once' });
    await expect(
      one.puts('message', String(message_id), { body: { text: 'Twice' } }),
    ).rejects.toThrow(/body/);
    await expect(
      one.does('send-message', { from_store_id: b.store, text: 'Forged' }),
    ).rejects.toThrow(/edited at District Two/);
  });
});
