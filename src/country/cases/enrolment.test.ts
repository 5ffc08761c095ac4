import { describe, expect, it } from 'vitest';
import { must } from '#base';
import { nodeHost } from '#host';
import { smallCountry } from '../small-country.ts';

describe('a one-time code', () => {
  it('[EN1] enrols one device, once; a newer code makes it worthless', async () => {
    const country = await smallCountry();
    const { hub } = country.central.site;
    const first = await country.central.does('create-site', { name: 'Third', site_type: 'open' });
    const second = await country.central.does('new-enrolment-code', {
      site_id: must(first['site_id'], 'a number'),
    });
    const enrol = (code: unknown, public_key = 'a key') =>
      hub.enrol({ code: String(code), public_key });
    expect(await enrol('ABCD')).toMatchObject({ refusal: { code: 'sync.code-wrong' } });
    expect(await enrol(first['code'])).toMatchObject({ refusal: { code: 'sync.code-wrong' } });
    expect(await enrol(second['code'])).toMatchObject({ value: { site_id: first['site_id'] } });
    expect(await enrol(second['code'], 'another key')).toMatchObject({
      refusal: { code: 'sync.code-used' },
    });
  });

  it('[EN1] is worth nothing after 15 minutes', async () => {
    let ahead = 0;
    const clock = { ...nodeHost.clock, now: () => Date.now() + ahead };
    const country = await smallCountry({ clock });
    const { code } = await country.central.does('create-site', { name: 'Late', site_type: 'open' });
    ahead = 16 * 60_000;
    expect(
      await country.central.site.hub.enrol({ code: String(code), public_key: 'a key' }),
    ).toMatchObject({ refusal: { code: 'sync.code-expired' } });
  });

  it('[EN1] [H1] does not come back to life when the clock of central is set back', async () => {
    let [ahead, running] = [0, 0];
    const clock = { now: () => Date.now() + ahead, monotonic: () => running };
    const country = await smallCountry({ clock });
    const { code } = await country.central.does('create-site', { name: 'Late', site_type: 'open' });
    const enrols = () =>
      country.central.site.hub.enrol({ code: String(code), public_key: 'a key' });
    const expired = { refusal: { code: 'sync.code-expired' } };
    running = 16 * 60_000;
    expect(await enrols()).toMatchObject(expired);
    ahead = -3_600_000;
    expect(await enrols()).toMatchObject(expired);
    await country.restoreCentral(country.backup());
    expect(await enrols()).toMatchObject(expired);
  });

  it('[EN1] [H1] is timed on from what central heard last, when the clock is set back while it is off', async () => {
    let ahead = 0;
    const clock = { ...nodeHost.clock, now: () => Date.now() + ahead };
    const country = await smallCountry({ clock });
    const { code } = await country.central.does('create-site', { name: 'Late', site_type: 'open' });
    ahead = 16 * 60_000;
    await country.one.puts('location', country.id(), { store_id: country.a.store, code: 'A1' });
    await country.one.site.sync();
    await country.central.site.hub.writeContacts();
    const backup = country.backup();
    ahead = 0;
    await country.restoreCentral(backup);
    expect(
      await country.central.site.hub.enrol({ code: String(code), public_key: 'a key' }),
    ).toMatchObject({ refusal: { code: 'sync.code-expired' } });
  });
});
