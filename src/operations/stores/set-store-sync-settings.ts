import { flag, list, object, ok, orNull, whole } from '#base';
import { type EditOf, storeSyncSetting } from '#dictionary';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { idInput } from '../shapes.ts';
import { atCentral } from '../sites/at-central.ts';
import { checkSyncSettings } from './check-sync-settings.ts';

/** What the store's own site must know of it reaches it through the row of the store (`tell-store-of-its-settings`). */
export const setStoreSyncSettings = operation({
  name: 'set-store-sync-settings',
  title: 'Say whether a dispensary sends its transactions, and which sites hold a copy of a store',
  input: object(
    {
      store_id: idInput(),
      include_transactions: orNull(flag()),
      collectors: list(whole({ min: 1 }), { max: 1_000 }),
    },
    ['include_transactions', 'collectors'],
  ),
  need: atCentral('manage_stores'),
  async run(work, input) {
    const { store_id, include_transactions, collectors } = input;
    const [existing] = await work.find(storeSyncSetting, {
      where: [{ column: 'store_id', is: store_id }],
    });
    const checked = await checkSyncSettings(work, input, existing?.collectors);
    if (!checked.ok) return checked;
    const edit: EditOf<typeof storeSyncSetting> = {
      store_id,
      ...(include_transactions !== undefined && { include_transactions }),
      ...(collectors !== undefined && { collectors }),
    };
    await work.put(storeSyncSetting, existing?.id ?? work.newId(), edit);
    await noteActivity(work, {
      type: 'sync-settings-set',
      table: storeSyncSetting.name,
      record_id: store_id,
      store_id,
      message: JSON.stringify({ include_transactions, collectors }),
    });
    return ok({
      store_id,
      include_transactions: include_transactions ?? existing?.include_transactions ?? null,
      collectors: collectors ?? existing?.collectors ?? [],
    });
  },
});
