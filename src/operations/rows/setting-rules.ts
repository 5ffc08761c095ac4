import { must, ok } from '#base';
import { preference, sharedPreference, storeSyncSetting } from '#dictionary';
import { checkGeneralPreference } from '../preferences/check-general-preference.ts';
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

export const sharedPreferenceRule = rowRule(sharedPreference, {
  async create(_work, { edit: { key, value }, edit }) {
    if (key === undefined || value === undefined) return ok(edit);
    const checked = checkGeneralPreference({ table: 'shared_preference', key, value });
    return checked.ok ? ok(edit) : checked;
  },
  async change(_work, { before, edit }) {
    const value = edit.value ?? must(before.value, 'a preference has a value');
    const { key } = before;
    const checked = checkGeneralPreference({ table: 'shared_preference', key, value });
    return checked.ok ? ok(edit) : checked;
  },
});

/** What holds for the whole site is known by name; users and their machines may keep what they like. */
export const preferenceRule = rowRule(preference, {
  async create(_work, { edit: { key, value, scope = 'global' }, edit }) {
    if (key === undefined || value === undefined || scope !== 'global') return ok(edit);
    const checked = checkGeneralPreference({ table: 'preference', key, value });
    return checked.ok ? ok(edit) : checked;
  },
  async change(_work, { before, edit }) {
    if ((edit.scope ?? before.scope) !== 'global') return ok(edit);
    const value = edit.value ?? must(before.value, 'a preference has a value');
    const checked = checkGeneralPreference({ table: 'preference', key: before.key, value });
    return checked.ok ? ok(edit) : checked;
  },
});
