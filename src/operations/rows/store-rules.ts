import { must, ok, refused } from '#base';
import { type EditOf, name, site, store, storePreference } from '#dictionary';
import { notByHand } from '../refusals.ts';
import { checkPreference } from '../stores/store-preferences.ts';
import { keptForever } from './closed-rule.ts';
import { rowRule } from './row-rule.ts';

export const siteRule = rowRule(site, {
  create: async () => refused(notByHand({ table: site.name, use: 'create-site' })),
  remove: keptForever(
    site,
    'Retire it with disable-site, or delete one without stores and device with delete-site.',
  ),
});

export const storeRule = rowRule(store, {
  create: async () => refused(notByHand({ table: store.name, use: 'create-store' })),
  async change(work, { before, edit }) {
    const address = twinAddress(edit);
    // NOTE the twin is central data: central writes the address through only where it may edit it.
    if (Object.keys(address).length > 0 && work.topology.primary().siteId === work.topology.self) {
      await work.put(name, before.name_id, address);
    }
    return ok(edit);
  },
  remove: keptForever(
    store,
    'Set disabled to true: it disappears from view and keeps its history. One that did nothing goes with delete-store.',
  ),
});

/** The address of a store, as the billing address of its twin. */
function twinAddress(edit: EditOf<typeof store>): EditOf<typeof name> {
  return Object.fromEntries(
    Object.entries(edit).flatMap(([column, value]) =>
      column.startsWith('address_') ? [[`bill_${column}`, value]] : [],
    ),
  );
}

export const storePreferenceRule = rowRule(storePreference, {
  async create(_work, { edit }) {
    if (edit.key === undefined || edit.value === undefined) return ok(edit);
    const checked = checkPreference({ key: edit.key, value: edit.value });
    return checked.ok ? ok(edit) : checked;
  },
  async change(_work, { before, edit }) {
    const checked = checkPreference({
      key: before.key,
      value: edit.value ?? must(before.value, 'a preference has a value'),
    });
    return checked.ok ? ok(edit) : checked;
  },
});
