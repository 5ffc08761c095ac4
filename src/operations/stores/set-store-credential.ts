import { object, ok, text } from '#base';
import { type EditOf, storeCredential } from '#dictionary';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { idInput } from '../shapes.ts';

/** The one way in which a secret is entered; it is stored, and shown to nobody (E6). */
export const setStoreCredential = operation({
  name: 'set-store-credential',
  title:
    'Keep the user name and the secret of a store for another service; the secret stays at this site',
  input: object(
    {
      store_id: idInput(),
      service: text({ min: 1, max: 100 }),
      username: text({ max: 200 }),
      secret: text({ max: 2_000 }),
    },
    ['username', 'secret'],
  ),
  need: async (_, { store_id }) => ok({ permission: 'manage_stores', store: store_id }),
  async run(work, { store_id, service, username, secret }) {
    const [existing] = await work.find(storeCredential, {
      where: [
        { column: 'store_id', is: store_id },
        { column: 'service', is: service },
      ],
    });
    const edit: EditOf<typeof storeCredential> = {
      store_id,
      service,
      ...(username !== undefined && { username }),
      ...(secret !== undefined && { secret }),
    };
    const id = existing?.id ?? work.newId();
    await work.put(storeCredential, id, edit);
    await noteActivity(work, {
      type: 'store-credential-set',
      table: storeCredential.name,
      record_id: id,
      store_id,
      message: service,
    });
    return ok({ id, store_id, service });
  },
});
