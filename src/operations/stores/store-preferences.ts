import { type Json, ok, type Result, refused } from '#base';
import {
  PREFERENCES,
  type PreferenceKey,
  preferenceFault,
  preferenceOf,
  storePreference,
  storePreferenceKeys,
} from '#dictionary';
import type { Work } from '#engine';
import { preferenceUnknown, preferenceValueWrong } from '../refusals.ts';

export function checkPreference(asked: {
  readonly key: string;
  readonly value: Json;
}): Result<void> {
  const { key, value } = asked;
  const known = storePreferenceKeys();
  const preference = preferenceOf(key);
  if (preference === undefined || !known.includes(key))
    return refused(preferenceUnknown({ key, known }));
  const reason = preferenceFault(preference, value);
  return reason === undefined ? ok(undefined) : refused(preferenceValueWrong({ key, reason }));
}

type ValueOf<K extends PreferenceKey> = (typeof PREFERENCES)[K]['fallback'];

/** The preference of a store, or what holds where it says nothing. */
export async function storePreferenceOf<K extends PreferenceKey>(
  work: Work,
  wanted: { readonly store: string; readonly key: K },
): Promise<ValueOf<K>> {
  const { store, key } = wanted;
  const [row] = await work.find(storePreference, {
    where: [
      { column: 'store_id', is: store },
      { column: 'key', is: key },
    ],
  });
  const { fallback } = PREFERENCES[key];
  const preference = preferenceOf(key);
  const isSaid =
    row !== undefined &&
    preference !== undefined &&
    preferenceFault(preference, row.value) === undefined;
  return isSaid ? (row.value as ValueOf<K>) : fallback;
}
