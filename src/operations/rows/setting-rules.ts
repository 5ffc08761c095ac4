import { ok } from '#base';
import { storeSyncSetting } from '#dictionary';
import { checkSyncSettings } from '../stores/check-sync-settings.ts';
import { keptForever } from './closed-rule.ts';
import { rowRule } from './row-rule.ts';

export const storeSyncSettingRule = rowRule(storeSyncSetting, {
  async create(work, { edit }) {
    const { store_id } = edit;
    const { central, self } = work.topology;
    // NOTE elsewhere neither the sites nor the setting are here: the refusal says where it is edited.
    if (store_id === undefined || central().siteId !== self) return ok(edit);
    const checked = await checkSyncSettings(work, { ...edit, store_id });
    return checked.ok ? ok(edit) : checked;
  },
  async change(work, { before, edit }) {
    const asked = { ...edit, store_id: before.store_id };
    const checked = await checkSyncSettings(work, asked, before.collectors);
    return checked.ok ? ok(edit) : checked;
  },
  remove: keptForever(storeSyncSetting, 'Set it back with set-store-sync-settings.'),
});
