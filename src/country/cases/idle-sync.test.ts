import { describe, expect, it } from 'vitest';
import { must, valueOf } from '#base';
import { readPeer } from '#engine';
import { nodeHost } from '#host';
import type { SyncReply, SyncRequest } from '#protocol';
import { type SmallCountry, smallCountry } from '../small-country.ts';
import { catalogue } from './shipment.ts';

/** A country at rest whose clock can be put forward, with the requests of site one. */
async function country() {
  let ahead = 0;
  const clock = { ...nodeHost.clock, now: () => Date.now() + ahead };
  const small = await smallCountry({ clock });
  const { items } = await catalogue(small);
  const one = small.one.site.siteId;
  return {
    ...small,
    one: small.one,
    siteId: one,
    item: must(items[0], 'there are items'),
    skip: (milliseconds: number) => {
      ahead += milliseconds;
    },
    overview: async () =>
      must(
        (await small.central.site.gauges.sites()).find((site) => site.site_id === one),
        'site one is known',
      ),
    /** As central has it on its disk. */
    peer: async () =>
      must(
        await small.central.database.read((view) => readPeer(view, one)),
        'site one is enrolled',
      ),
    requestsOf: (work: () => Promise<unknown>) => requestsOf(small, work),
  };
}

/** What was asked of central meanwhile, and what it answered. */
async function requestsOf({ central }: SmallCountry, work: () => Promise<unknown>) {
  const hub = central.site.hub as { serve: typeof central.site.hub.serve };
  const { serve } = hub;
  const asked: { readonly request: SyncRequest; readonly reply: SyncReply }[] = [];
  hub.serve = async (from, request) => {
    const answer = await serve(from, request);
    if (answer.ok) asked.push({ request, reply: answer.value });
    return answer;
  };
  await work();
  hub.serve = serve;
  return asked;
}

describe('a site with nothing to say', () => {
  it('[SY2] is answered without a write, and noted for many at once a little later', async () => {
    const { one, two, central, skip, overview, backup, peer } = await country();
    skip(600_000);
    const [before, noted] = [backup(), await peer()];
    expect(await one.site.sync()).toMatchObject({ error: null });
    expect(await two.site.sync()).toMatchObject({ error: null });
    expect(backup()).toBe(before);
    const { last_connection_at: heard, last_success_at } = await overview();
    expect(last_success_at).toBe(heard);
    expect(Date.parse(String(heard))).toBeGreaterThan(
      Date.parse(String(noted.last_connection_at)) + 590_000,
    );
    await central.site.hub.writeContacts();
    expect(await peer()).toEqual({
      ...noted,
      number: expect.any(Number),
      last_connection_at: heard,
      last_success_at: heard,
    });
    expect((await peer()).number).toBeGreaterThan(noted.number);
    const after = backup();
    await central.site.hub.writeContacts();
    await one.site.sync();
    expect(backup()).toBe(after);
  });

  it('[SY2] is noted when central stops', async () => {
    const { one, central, skip, peer, backup, restoreCentral } = await country();
    skip(600_000);
    await one.site.sync();
    const { number } = await peer();
    await central.site.close();
    await restoreCentral(backup());
    expect((await peer()).number).toBeGreaterThan(number);
  });

  it('[SY2] [B4] is forgotten by a crash of central, and nothing else is, whatever is then asked again', async () => {
    const made = await country();
    const { one, central, siteId, item, skip, peer, backup, restoreCentral, requestsOf } = made;
    const said = await requestsOf(async () => {
      await one.puts('location', made.id(), { store_id: made.a.store, code: 'X1' });
      await one.site.sync();
      await one.site.sync();
    });
    skip(600_000);
    const asked = await requestsOf(() => one.site.sync());
    const noted = await peer();
    await restoreCentral(backup());
    expect(await peer()).toEqual(noted);

    const [last] = asked.slice(-1);
    const again = must(last, 'the site asked').request;
    const before = backup();
    const reply = valueOf(await central.site.hub.serve(siteId, again));
    expect(reply.page?.tables).toEqual([]);
    expect(backup()).toBe(before);
    for (const { request } of [...said, ...asked])
      expect(await central.site.hub.serve(siteId, request)).toMatchObject({
        refusal: { code: 'sync.repeated-request' },
      });
    expect(backup()).toEqual(before);

    await central.puts('item', item, { name: 'News after the crash' });
    expect(await one.site.sync()).toMatchObject({ error: null, pulled: 1 });
    expect((await one.row('item', item))?.['name']).toBe('News after the crash');
  });

  it('[SY2] [B4] an old question that central forgot to have heard takes nothing from the site', async () => {
    const made = await country();
    const { one, central, siteId, item, skip, backup, restoreCentral, requestsOf } = made;
    skip(600_000);
    const asked = await requestsOf(() => one.site.sync());
    await restoreCentral(backup());
    await central.puts('item', item, { name: 'For the site alone' });
    const { request } = must(asked[0], 'the site asked');
    expect(await central.site.hub.serve(siteId, request)).toMatchObject({ ok: true });
    expect(await one.site.sync()).toMatchObject({ error: null, pulled: 1 });
    expect((await one.row('item', item))?.['name']).toBe('For the site alone');
  });

  it('[SY2] hears at once of what happened since it last asked', async () => {
    const made = await country();
    const { one, two, central, a, b, item } = made;
    await one.site.sync();
    await one.site.sync();
    await central.puts('item', item, { name: 'New name' });
    expect(await one.site.sync()).toMatchObject({ error: null, pulled: 1 });
    await one.site.sync();
    const shelf = made.id();
    await two.puts('location', shelf, { store_id: b.store, code: 'X2' });
    await made.settle();
    await central.does('create-store', {
      code: 'C',
      name: 'Store C',
      store_mode: 'store',
      site_id: one.site.siteId,
    });
    await one.site.sync();
    expect((await one.rows('store')).map((row) => row['code'])).toContain('C');
    await one.site.sync();
    expect(await one.rows('location', { store_id: a.store })).toEqual([]);
  });

  it('[SY2] hears when work of its own begins to wait, and when it no longer does', async () => {
    const made = await country();
    const { one, two, central } = made;
    const store_mode = 'store';
    const site_id = two.site.siteId;
    const { store_id } = await central.does('create-store', {
      code: 'C',
      name: 'Store C',
      store_mode,
      site_id,
    });
    await made.settle();
    const waiting = async () => (await two.site.gauges.status()).quarantined;
    expect(await waiting()).toBe(0);
    await two.puts('location', made.id(), { store_id: String(store_id), code: 'X1' });
    await central.does('assign-store', { store_id: String(store_id), site_id: one.site.siteId });
    await made.settle();
    await two.site.sync();
    expect(await waiting()).toBe(1);
    const [group] = await central.quarantine();
    await central.does('settle-quarantined', {
      id: must(group, 'it waits').id,
      decision: 'void',
      reason: 'The paper says so',
    });
    const before = made.backup();
    await two.site.sync();
    expect(made.backup()).toBe(before);
    expect(await waiting()).toBe(0);
  });

  it('[SY2] [EN1] is not known any more when its device is unbound or replaced', async () => {
    const made = await country();
    const { one, central, siteId } = made;
    await one.site.sync();
    await one.site.sync();
    expect(await central.site.hub.deviceOf(siteId)).toMatchObject({ public_key: 'none' });
    await central.does('unbind-device', { site_id: siteId });
    expect(await central.site.hub.deviceOf(siteId)).toBeUndefined();
    expect((await one.site.sync()).error?.code).toBe('sync.site-unknown');
    const { code } = await central.does('new-enrolment-code', { site_id: siteId });
    valueOf(await central.site.hub.enrol({ code: String(code), public_key: 'another' }));
    expect(await central.site.hub.deviceOf(siteId)).toMatchObject({ public_key: 'another' });
    expect((await one.site.sync()).error?.code).toBe('sync.device-replaced');
  });
});
