import { type Json, must, ok, type Result, refused } from '#base';
import { storePreference } from '#dictionary';
import type { Work } from '#engine';
import { preferenceUnknown, preferenceValueWrong } from '../refusals.ts';

/** What each store preference can be; the first value is the one of a store that says nothing. */
export const STORE_PREFERENCES = {
  /** How the supplier invoice of a stock transfer begins in this store. */
  transfer_si_state: ['on_hold', 'new', 'finalised'],
  /** Stock arrives in packs of one unit. */
  pack_size_one: [false, true],
} as const;

type Key = keyof typeof STORE_PREFERENCES;

export function checkPreference(preference: {
  readonly key: string;
  readonly value: Json;
}): Result<void> {
  const { key, value } = preference;
  if (!isKey(key))
    return refused(preferenceUnknown({ key, known: Object.keys(STORE_PREFERENCES) }));
  const allowed: readonly Json[] = STORE_PREFERENCES[key];
  if (allowed.includes(value)) return ok(undefined);
  return refused(
    preferenceValueWrong({
      key,
      reason: `must be one of ${allowed.map((each) => JSON.stringify(each)).join(', ')}`,
    }),
  );
}

/** The preference of a store, or what holds where it says nothing. */
export async function storePreferenceOf<K extends Key>(
  work: Work,
  wanted: { readonly store: string; readonly key: K },
): Promise<(typeof STORE_PREFERENCES)[K][number]> {
  const { store, key } = wanted;
  const values: readonly (typeof STORE_PREFERENCES)[K][number][] = STORE_PREFERENCES[key];
  const [row] = await work.find(storePreference, {
    where: [
      { column: 'store_id', is: store },
      { column: 'key', is: key },
    ],
  });
  const set = values.find((value) => value === row?.value);
  return set ?? must(values[0], 'every preference has a value that holds without saying');
}

function isKey(key: string): key is Key {
  return Object.hasOwn(STORE_PREFERENCES, key);
}
