import { PREFERENCES, type PreferenceKey, preference, preferenceFault } from '#dictionary';
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
  const meant = PREFERENCES[key];
  const isSaid = said !== undefined && preferenceFault(meant, said.value) === undefined;
  return isSaid ? (said.value as ValueOf<K>) : meant.fallback;
}
