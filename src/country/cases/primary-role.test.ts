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

  it('[OW2] is the primary before all central data has come, and edits none of it until then', async () => {
    const country = await smallCountry({ sizes: { pageRows: 1 } });
    const { central, one } = country;
    // NOTE a name that no store of site one sees: it comes with the role.
    await central.puts('name', country.id(), { code: 'far', name: 'Far away', type: 'facility' });
    await central.does('hand-over-primary', { site_id: one.site.siteId });
    const codes: string[] = [];
    country.onExchange = async () => {
      const unit = { name: `unit ${codes.length}` };
      const answer = await one.site.api.putRow(one.session, 'unit', country.id(), unit);
      codes.push(answer.ok ? 'edited' : answer.refusal.code);
    };
    await one.site.sync();
    country.onExchange = undefined;
    expect([...new Set(codes)]).toEqual(['gate.edited-elsewhere', 'gate.primary-arriving']);
    await one.puts('unit', country.id(), { name: 'once all is here' });
    expect(await one.rows('name', { code: 'far' })).toHaveLength(1);
  });
});
