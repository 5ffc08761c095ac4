import { object, ok, refused } from '#base';
import { store } from '#dictionary';
import { mayDo } from '../may-do.ts';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { notFound, sameStore } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { setNameVisible } from './name-visibility.ts';

export const makeStoresVisible = operation({
  name: 'make-stores-visible',
  title: 'Let two stores see each other, so that they can ship and order',
  input: object({ store_id: idInput(), other_store_id: idInput() }),
  need: async (_work, input) => ok({ permission: 'edit_name_visibility', store: input.store_id }),
  async run(work, { store_id, other_store_id }) {
    if (store_id === other_store_id) return refused(sameStore({ store_id }));
    const allowed = await mayDo(work, {
      permission: 'edit_name_visibility',
      store: other_store_id,
    });
    if (!allowed.ok) return allowed;
    if ((await work.get(store, store_id)) === undefined)
      return refused(notFound({ table: 'store', id: store_id }));
    const other = await work.get(store, other_store_id);
    if (other === undefined) return refused(notFound({ table: 'store', id: other_store_id }));
    const done = await setNameVisible(work, { name_id: other.name_id, store_id }, true);
    if (!done.ok) return done;
    await noteActivity(work, {
      type: 'stores-made-visible',
      table: store.name,
      record_id: other_store_id,
      store_id,
    });
    return ok({ store_id, other_store_id });
  },
});
