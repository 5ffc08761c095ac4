import { describe, expect, it } from 'vitest';
import { smallCountry } from '../small-country.ts';

async function edited(given: { readonly back: boolean }) {
  const country = await smallCountry({ mirrored: true });
  const item = country.id();
  await country.primary.puts('item', item, { code: 'amox', name: 'Amoxicillin' });
  await country.settle();
  country.primary.line.open = false;
  await country.primary.puts('item', item, { name: 'never sent in time' });
  const made = country.id();
  await country.primary.puts('item', made, { code: 'para', name: 'Paracetamol' });
  await country.central.does('hand-over-primary', { site_id: country.central.site.siteId });
  await country.central.puts('item', item, { name: 'as central has it' });
  if (given.back)
    await country.central.does('hand-over-primary', { site_id: country.primary.site.siteId });
  country.primary.line.open = true;
  await country.settle();
  return { country, item, made };
}

describe('the primary, handed over while it is out of reach', () => {
  it.each([
    ['to central', false],
    ['to central and back', true],
  ])('[D1] [OW2] %s, has made late work of what it had not sent', async (_where, back) => {
    const { country, item, made } = await edited({ back });
    const waiting = await country.central.quarantine();
    expect(waiting.map(({ refusal }) => refusal.code)).toEqual([
      'gate.late-primary',
      'gate.late-primary',
    ]);
    for (const place of [country.central, country.primary, country.one])
      expect(await place.row('item', item)).toMatchObject({ name: 'as central has it' });
    expect(await country.one.row('item', made)).toBeUndefined();
  });

  it('[OW2] edits again under the next epoch, once it has heard of it', async () => {
    const { country, item } = await edited({ back: true });
    await country.primary.puts('item', item, { name: 'in time' });
    await country.settle();
    expect(await country.one.row('item', item)).toMatchObject({ name: 'in time' });
  });
});
