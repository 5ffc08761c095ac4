import { object, ok, type Result, refused } from '#base';
import { name, nameStoreJoin, store } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { notFound, sameStore } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { type NameInStore, setNameVisible } from './name-visibility.ts';

const input = object({ name_id: idInput(), store_id: idInput() });

export const showName = operation({
  name: 'show-name',
  title: 'Show a name in a store; between two stores, in both',
  input,
  need,
  run: (work, asked) => set(work, asked, true),
});

export const hideName = operation({
  name: 'hide-name',
  title: 'Hide a name in a store; between two stores, in both',
  input,
  need,
  run: (work, asked) => set(work, asked, false),
});

async function need(_work: Work, { store_id }: NameInStore) {
  return ok({ permission: 'edit_name_visibility', store: store_id } as const);
}

async function set(work: Work, asked: NameInStore, visible: boolean): Promise<Result<NameInStore>> {
  const { name_id, store_id } = asked;
  if ((await work.get(name, name_id)) === undefined)
    return refused(notFound({ table: 'name', id: name_id }));
  const theStore = await work.get(store, store_id);
  if (theStore === undefined) return refused(notFound({ table: 'store', id: store_id }));
  if (theStore.name_id === name_id) return refused(sameStore({ store_id }));
  const done = await setNameVisible(work, asked, visible);
  if (!done.ok) return done;
  await noteActivity(work, {
    type: visible ? 'name-shown' : 'name-hidden',
    table: nameStoreJoin.name,
    record_id: name_id,
    store_id,
  });
  return ok({ name_id, store_id });
}
