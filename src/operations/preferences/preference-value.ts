import type { Json } from '#base';
import {
  PREFERENCES,
  type PreferenceKey,
  preference,
  preferenceFault,
  storePreference,
} from '#dictionary';
import type { Work } from '#engine';

type ValueOf<K extends PreferenceKey> = (typeof PREFERENCES)[K]['fallback'];

/** What this site prefers in general, or what holds where it says nothing. */
export async function generalPreferenceOf<K extends PreferenceKey>(
  work: Work,
  key: K,
): Promise<ValueOf<K>> {
  const [said] = await work.find(preference, {
    where: [
      { column: 'key', is: key },
      { column: 'scope', is: 'global' },
    ],
  });
  return valueSaid(key, said);
}

/** The preference of a store, or what holds where it says nothing. */
export async function storePreferenceOf<K extends PreferenceKey>(
  work: Work,
  wanted: { readonly store: string; readonly key: K },
): Promise<ValueOf<K>> {
  const { store, key } = wanted;
  const [said] = await work.find(storePreference, {
    where: [
      { column: 'store_id', is: store },
      { column: 'key', is: key },
    ],
  });
  return valueSaid(key, said);
}

function valueSaid<K extends PreferenceKey>(
  key: K,
  said: { readonly value: Json } | undefined,
): ValueOf<K> {
  const meant = PREFERENCES[key];
  const isSaid = said !== undefined && preferenceFault(meant, said.value) === undefined;
  return isSaid ? (said.value as ValueOf<K>) : meant.fallback;
}
