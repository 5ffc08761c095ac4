import { describe, expect, it } from 'vitest';
import { must, valueOf } from '#base';
import type { Row } from '#dictionary';
import { type Place, type SmallCountry, smallCountry } from '../small-country.ts';
import { forged } from './forged.ts';

const SECRET = 'correct horse battery staple';

async function stored(place: Place, id: string): Promise<Row | undefined> {
  return place.database.read(async (view) => (await view.get('store_credential', [id])).get(id));
}

async function withSecret(place: Place, store_id: string): Promise<string> {
  const made = await place.does('set-store-credential', {
    store_id,
    service: 'elmis',
    username: 'store-a',
    secret: SECRET,
  });
  return String(made['id']);
}

/** Everything that the place has on its disk. */
function everything(place: Place): string {
  return JSON.stringify(place.database.snapshot(), (_, value) =>
    value instanceof Map ? [...value] : value,
  );
}

async function settled(): Promise<{ readonly country: SmallCountry; readonly id: string }> {
  const country = await smallCountry();
  const id = await withSecret(country.one, country.a.store);
  await country.settle();
  return { country, id };
}

describe('the secret of a store', () => {
  it('[E6] stays at the site where it was entered; the rest travels', async () => {
    const { country, id } = await settled();
    expect(await stored(country.one, id)).toMatchObject({ secret: SECRET });
    expect(await stored(country.central, id)).toMatchObject({ username: 'store-a', secret: null });
    expect(everything(country.one)).toContain(SECRET);
    expect(everything(country.central)).not.toContain(SECRET);
    expect(await country.central.quarantine()).toEqual([]);
  });

  it('[E6] stands in no group of its site, and in no answer of its pages', async () => {
    const { country, id } = await settled();
    const groups = await country.one.database.read((view) =>
      view.select({ table: 'outgoing_group' }),
    );
    expect(JSON.stringify(groups)).not.toContain(SECRET);
    expect(await country.one.row('store_credential', id)).not.toHaveProperty('secret');
  });

  it('[E6] of a store at central goes to no site that collects the store', async () => {
    const country = await smallCountry();
    const { central, two } = country;
    const made = { code: 'Z', name: 'Store Z', store_mode: 'store' };
    const { store_id = null } = await central.does('create-store', made);
    const id = await withSecret(central, String(store_id));
    await central.does('set-store-sync-settings', { store_id, collectors: [two.site.siteId] });
    await country.settle();
    expect(await stored(two, id)).toMatchObject({ username: 'store-a', secret: null });
    expect(everything(two)).not.toContain(SECRET);
  });

  it('[E6] is not lost when the row comes back, nor when it is compared', async () => {
    const { country, id } = await settled();
    const { differences } = await country.one.does('compare-with-central', {});
    expect(differences).toEqual([]);
    await country.one.database.write(async (unit) => {
      const row = must((await unit.get('store_credential', [id])).get(id), 'it is here');
      await unit.put('store_credential', [{ ...row, username: 'damaged' }]);
    });
    await country.one.does('compare-with-central', {});
    expect(await stored(country.one, id)).toMatchObject({ secret: SECRET });
  });

  it('[E6] is entered again where the store is moved to', async () => {
    const { country, id } = await settled();
    const { central, two, a } = country;
    await central.does('assign-store', { store_id: a.store, site_id: two.site.siteId });
    await country.settle();
    expect(await stored(two, id)).toMatchObject({ username: 'store-a', secret: null });
    await withSecret(two, a.store);
    await country.settle();
    expect(await stored(two, id)).toMatchObject({ secret: SECRET });
    expect(everything(central)).not.toContain(SECRET);
  });

  it('[E2] [E6] is refused in a row that is pushed', async () => {
    const { country, id } = await settled();
    const row = must(await stored(country.one, id), 'it is here');
    const request = await forged(country, [
      { table: 'store_credential', row: { ...row, row_version: 2 } },
    ]);
    valueOf(await country.central.site.hub.serve(country.one.site.siteId, request));
    const waiting = JSON.stringify(await country.central.quarantine());
    expect(waiting).toContain('is kept secret and does not travel');
    expect(await stored(country.central, id)).toMatchObject({ secret: null });
  });
});
