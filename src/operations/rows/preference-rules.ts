import { type Json, ok, type Result } from '#base';
import { preference, sharedPreference, storePreference } from '#dictionary';
import { checkPreference, type PreferenceTable } from '../preferences/check-preference.ts';
import { rowRule } from './row-rule.ts';

export const sharedPreferenceRule = rowRule(sharedPreference, {
  create: async (_work, { edit }) => sound('shared_preference', edit, edit),
  change: async (_work, { before, edit }) =>
    sound('shared_preference', { ...before, ...edit }, edit),
});

export const storePreferenceRule = rowRule(storePreference, {
  create: async (_work, { edit }) => sound('store_preference', edit, edit),
  change: async (_work, { before, edit }) =>
    sound('store_preference', { ...before, ...edit }, edit),
});

/** What holds for the whole site is known by name; users and their machines may keep what they like. */
export const preferenceRule = rowRule(preference, {
  async create(_work, { edit }) {
    return (edit.scope ?? 'global') === 'global' ? sound('preference', edit, edit) : ok(edit);
  },
  async change(_work, { before, edit }) {
    const said = { ...before, ...edit };
    return said.scope === 'global' ? sound('preference', said, edit) : ok(edit);
  },
});

/** The edit, if what is said once it is made can be said; that a column is missing the gate tells. */
function sound<Edit>(
  table: PreferenceTable,
  said: { readonly key?: string; readonly value?: Json },
  edit: Edit,
): Result<Edit> {
  const { key, value } = said;
  if (key === undefined || value === undefined) return ok(edit);
  const checked = checkPreference({ table, key, value });
  return checked.ok ? ok(edit) : checked;
}
