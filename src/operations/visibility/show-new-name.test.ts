import { expect, it } from 'vitest';
import { smallCountry } from '#country';

it.each([false, true])(
  '[VS3] a new name is visible in every store that does not keep to its own; mirrored: %s',
  async (mirrored) => {
    const country = await smallCountry({ mirrored });
    const { primary, central, one, two, a, b, id } = country;
    await central.puts('store_preference', id(), {
      store_id: b.store,
      key: 'names_created_elsewhere_not_visible',
      value: true,
    });
    const supplier = id();
    await primary.puts('name', supplier, { code: 'S', name: 'Supplier', is_supplier: true });
    await country.settle();
    const shown = { name_id: supplier, inactive: false };
    expect(await one.rows('name_store_join', { name_id: supplier })).toMatchObject([
      { ...shown, store_id: a.store },
    ]);
    expect(await two.rows('name_store_join', { name_id: supplier, store_id: b.store })).toEqual([]);
    await central.does('hide-name', { name_id: supplier, store_id: a.store });
    await primary.puts('name', supplier, { phone: '1' });
    await country.settle();
    expect(await one.rows('name_store_join', { name_id: supplier })).toMatchObject([
      { ...shown, inactive: true },
    ]);
    expect(await central.rows('name_store_join', { name_id: supplier, inactive: false })).toEqual(
      [],
    );
  },
);
