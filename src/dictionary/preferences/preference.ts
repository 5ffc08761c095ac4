/**
 * For what a value is said, and where: `site` in `preference`, for that site alone; `country` in
 * `shared_preference`; `store` in `store_preference`; `country-or-store` in either, the store's counts.
 */
export type PreferenceScope = 'site' | 'country' | 'store' | 'country-or-store';

export interface Preference<V extends string | number | boolean = string | number | boolean> {
  readonly scope: PreferenceScope;
  /** What holds where nothing is said. */
  readonly fallback: V;
  /** What it can be; any whole number from 0 where there is no list. */
  readonly values?: readonly V[];
  readonly meaning: string;
}

export function yesOrNo(
  scope: PreferenceScope,
  fallback: boolean,
  meaning: string,
): Preference<boolean> {
  return { scope, fallback, values: [false, true], meaning };
}

/** The first value is the fallback. */
export function choiceOf<const V extends string>(
  scope: PreferenceScope,
  values: readonly [V, ...V[]],
  meaning: string,
): Preference<V> {
  return { scope, fallback: values[0], values, meaning };
}

export function wholeNumber(
  scope: PreferenceScope,
  fallback: number,
  meaning: string,
): Preference<number> {
  return { scope, fallback, meaning };
}

/** What is wrong with a value, as the rest of a sentence; undefined when it is right. */
export function preferenceFault(preference: Preference, value: unknown): string | undefined {
  const { values } = preference;
  if (values === undefined)
    return Number.isSafeInteger(value) && Number(value) >= 0
      ? undefined
      : 'must be a whole number from 0';
  const allowed: readonly unknown[] = values;
  if (allowed.includes(value)) return undefined;
  return `must be one of ${values.map((each) => JSON.stringify(each)).join(', ')}`;
}
