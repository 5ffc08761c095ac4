import { type Json, ok, type Result, refused } from '#base';
import { PREFERENCES, type Preference, preferenceFault, preferenceOf } from '#dictionary';
import { noSuchPreference, saidElsewhere, valueCannotBe } from './refusals.ts';

/** The tables that preferences are said in, and what may be said there. */
const SCOPES = {
  preference: ['site'],
  store_preference: ['store', 'country-or-store'],
  shared_preference: ['country', 'country-or-store'],
} as const satisfies Readonly<Record<string, readonly Preference['scope'][]>>;

export type PreferenceTable = keyof typeof SCOPES;

export function checkPreference(asked: {
  readonly table: PreferenceTable;
  readonly key: string;
  readonly value: Json;
}): Result<void> {
  const { table, key, value } = asked;
  const preference = preferenceOf(key);
  if (preference === undefined)
    return refused(noSuchPreference({ key, table, known: keysIn(table) }));
  if (!isSaidIn(table, preference))
    return refused(saidElsewhere({ key, table, said_in: tableOf(preference) }));
  const reason = preferenceFault(preference, value);
  return reason === undefined ? ok(undefined) : refused(valueCannotBe({ key, reason }));
}

function isSaidIn(table: PreferenceTable, { scope }: Preference): boolean {
  const scopes: readonly Preference['scope'][] = SCOPES[table];
  return scopes.includes(scope);
}

function keysIn(table: PreferenceTable): readonly string[] {
  return Object.entries(PREFERENCES).flatMap(([key, each]) => (isSaidIn(table, each) ? [key] : []));
}

function tableOf(preference: Preference): PreferenceTable {
  if (isSaidIn('preference', preference)) return 'preference';
  return isSaidIn('store_preference', preference) ? 'store_preference' : 'shared_preference';
}
