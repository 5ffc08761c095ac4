import { type Json, ok, type Result, refused } from '#base';
import {
  PREFERENCES,
  type Preference,
  preferenceFault,
  preferenceOf,
  storePreferenceKeys,
} from '#dictionary';
import { noSuchPreference, saidElsewhere, valueCannotBe } from './refusals.ts';

/** The tables of preferences that are no store's, and what may be said there. */
const SCOPES = {
  preference: ['site'],
  shared_preference: ['country', 'country-or-store'],
} as const satisfies Readonly<Record<string, readonly Preference['scope'][]>>;

type GeneralTable = keyof typeof SCOPES;

export function checkGeneralPreference(asked: {
  readonly table: GeneralTable;
  readonly key: string;
  readonly value: Json;
}): Result<void> {
  const { table, key, value } = asked;
  const preference = preferenceOf(key);
  if (preference === undefined)
    return refused(noSuchPreference({ key, table, known: keysIn(table) }));
  if (!isSaidIn(table, preference))
    return refused(saidElsewhere({ key, table, said_in: tableOf(key, preference) }));
  const reason = preferenceFault(preference, value);
  return reason === undefined ? ok(undefined) : refused(valueCannotBe({ key, reason }));
}

function isSaidIn(table: GeneralTable, { scope }: Preference): boolean {
  const scopes: readonly Preference['scope'][] = SCOPES[table];
  return scopes.includes(scope);
}

function keysIn(table: GeneralTable): readonly string[] {
  return Object.entries(PREFERENCES).flatMap(([key, each]) => (isSaidIn(table, each) ? [key] : []));
}

function tableOf(key: string, preference: Preference): string {
  if (isSaidIn('preference', preference)) return 'preference';
  return storePreferenceKeys().includes(key) ? 'store_preference' : 'shared_preference';
}
