import { anything, type Json, object, ok, refused, type Shape, text } from '#base';
import { store, storePreference } from '#dictionary';
import { operation } from '../operation.ts';
import { checkPreference } from '../preferences/check-preference.ts';
import { notFound } from '../refusals.ts';
import { idInput } from '../shapes.ts';

export const setStorePreference = operation({
  name: 'set-store-preference',
  title: 'Set a preference of a store',
  input: object({
    store_id: idInput(),
    key: text({ min: 1, max: 100 }),
    value: anything(8) as Shape<Json>,
  }),
  need: async () => ok({ permission: 'manage_stores', store: null }),
  async run(work, { store_id, key, value }) {
    if ((await work.get(store, store_id)) === undefined)
      return refused(notFound({ table: 'store', id: store_id }));
    const checked = checkPreference({ table: 'store_preference', key, value });
    if (!checked.ok) return checked;
    const [existing] = await work.find(storePreference, {
      where: [
        { column: 'store_id', is: store_id },
        { column: 'key', is: key },
      ],
    });
    // NOTE a new id each time: one that was deleted stays deleted.
    await work.put(storePreference, existing?.id ?? work.newId(), { store_id, key, value });
    return ok({ store_id, key, value });
  },
});
