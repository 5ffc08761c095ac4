import { describe, expect, it } from 'vitest';
import { type Place, smallCountry } from '#country';

const refusal = async ({ site, session }: Place, operation: string, input: object) => {
  const answer = await site.api.operation(session, operation, input);
  return answer.ok ? undefined : answer.refusal.code;
};
const STORE = { code: 'N', name: 'New', store_mode: 'store' };

describe('a store', () => {
  it.each([false, true])(
    'that did nothing is deleted everywhere; mirrored: %s',
    async (mirrored) => {
      const country = await smallCountry({ mirrored });
      const { central, primary, one, a } = country;
      const made = await central.does('create-store', STORE);
      const store_id = String(made['store_id']);
      await central.does('make-stores-visible', { store_id, other_store_id: a.store });
      const key = 'transfer_si_state';
      await central.does('set-store-preference', { store_id, key, value: 'new' });
      await country.settle();
      expect(await one.rows('store', { id: store_id })).toHaveLength(1);

      await central.does('delete-store', { store_id });
      await country.settle();
      for (const place of [central, primary, one]) {
        expect(await place.rows('store', { id: store_id })).toEqual([]);
        expect(await place.rows('name', { id: String(made['name_id']) })).toMatchObject([
          { type: 'facility' },
        ]);
      }
      expect(await central.rows('store_preference', { store_id })).toEqual([]);
      expect(await refusal(central, 'delete-store', { store_id })).toBe('operations.not-found');
      const again = { ...STORE, name_id: made['name_id'] };
      expect(await refusal(central, 'create-store', again)).toBeUndefined();
    },
  );

  it('with a history, or at another site, is kept', async () => {
    const { central, one, a, b, id } = await smallCountry();
    expect(await refusal(central, 'delete-store', { store_id: a.store })).toBe('store.at-site');
    expect(await refusal(one, 'delete-store', { store_id: a.store })).toBe('site.done-at-central');
    const { store_id } = await central.does('create-store', STORE);
    await central.puts('location', id(), { store_id: String(store_id), code: 'shelf' });
    expect(await refusal(central, 'delete-store', { store_id: String(store_id) })).toBe(
      'store.in-use',
    );
    expect(await refusal(central, 'delete-store', { store_id: b.name })).toBe(
      'operations.not-found',
    );
  });
});

describe('a site', () => {
  it('that never had a store or a device is deleted, and another one can be made', async () => {
    const { central } = await smallCountry();
    const { site_id } = await central.does('create-site', { name: 'Spare', site_type: 'open' });
    await central.does('delete-site', { site_id: Number(site_id) });
    expect(await central.rows('site', { site_id: Number(site_id) })).toEqual([]);
    const other = await central.does('create-site', { name: 'Other', site_type: 'open' });
    expect(other).toMatchObject({ site_id: Number(site_id) + 1 });
  });

  it('[C3] whose work waits in quarantine is kept until somebody has decided about it', async () => {
    const { central, one, a, id, settle } = await smallCountry();
    one.line.open = false;
    await one.puts('location', id(), { store_id: a.store, code: 'late' });
    await central.does('assign-store', { store_id: a.store, site_id: 1 });
    one.line.open = true;
    await settle();
    const site_id = Number(one.site.siteId);
    await central.does('unbind-device', { site_id });
    expect(await refusal(central, 'delete-site', { site_id })).toBe('site.has-waiting');
    const [late] = await central.quarantine();
    const decision = { id: String(late?.id), decision: 'void', reason: 'a trial' };
    await central.does('settle-quarantined', decision);
    expect(await refusal(central, 'delete-site', { site_id })).toBeUndefined();
  });

  it('with a store, a device or a role is kept', async () => {
    const country = await smallCountry({ mirrored: true });
    const { central, primary, one } = country;
    const asked = ({ site }: Place) =>
      refusal(central, 'delete-site', { site_id: Number(site.siteId) });
    expect(await asked(central)).toBe('site.not-retirable');
    expect(await asked(primary)).toBe('site.not-retirable');
    expect(await asked(one)).toBe('site.has-stores');
    const spare = await country.addSite('Spare');
    expect(await asked(spare)).toBe('site.has-device');
    await central.does('unbind-device', { site_id: Number(spare.site.siteId) });
    expect(await asked(spare)).toBeUndefined();
    expect((await spare.site.sync()).error?.code).toBe('sync.site-unknown');
  });
});
