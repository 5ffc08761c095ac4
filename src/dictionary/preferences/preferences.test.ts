import { expect, it } from 'vitest';
import { preferenceFault } from './preference.ts';
import { PREFERENCES, preferencesAsked } from './preferences.ts';

it('what holds where nothing is said is one of the values', () => {
  for (const [key, preference] of Object.entries(PREFERENCES))
    expect([key, preferenceFault(preference, preference.fallback)]).toEqual([key, undefined]);
});

it('a value that cannot be is told what can', () => {
  expect(preferenceFault(PREFERENCES.transfer_si_state, 'lost')).toBe(
    'must be one of "on_hold", "new", "finalised"',
  );
  expect(preferenceFault(PREFERENCES.pack_size_one, 'true')).toBe('must be one of false, true');
  expect(preferenceFault(PREFERENCES.months_overstock, -1)).toBe('must be a whole number from 0');
});

it('rules may ask for what is the same everywhere', () => {
  expect(Object.keys(preferencesAsked())).toEqual([
    'centralised_procurement',
    'centralised_tenders',
    'centralised_payments',
    'prescriptions_to_all_visible_sites',
    'repeats_on_all_visible_sites',
  ]);
});
