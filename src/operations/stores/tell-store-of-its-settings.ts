import { ok } from '#base';
import { store, storeSyncSetting } from '#dictionary';
import type { Processor } from '#engine';

/** Sync settings stay at central; what a dispensary's own site must know is copied to the store's row, which goes there. */
export const tellStoreOfItsSettings: Processor = {
  name: 'tell-store-of-its-settings',
  watches: [storeSyncSetting.name],
  at: 'central',
  concerns: () => true,
  async run(work, { row }) {
    const setting = await work.get(storeSyncSetting, String(row['id']));
    if (setting === undefined) return ok(undefined);
    await work.put(store, setting.store_id, {
      include_transactions_in_sync: setting.include_transactions,
    });
    return ok(undefined);
  },
};
