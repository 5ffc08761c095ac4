import { defineRefusal } from '#base';

export const noSuchPreference = defineRefusal<{
  key: string;
  table: string;
  known: readonly string[];
}>({
  code: 'preference.unknown',
  kind: 'input',
  message: ({ key, table }) => `There is no preference called ${key} in ${table}.`,
  next: ({ known }) => `Choose one of ${known.join(', ')}.`,
});

export const saidElsewhere = defineRefusal<{ key: string; table: string; said_in: string }>({
  code: 'preference.said-elsewhere',
  kind: 'input',
  message: ({ key, table, said_in }) => `${key} is said in ${said_in}, not in ${table}.`,
  next: ({ said_in }) =>
    said_in === 'store_preference' ? 'Use set-store-preference.' : `Write it to ${said_in}.`,
});

export const valueCannotBe = defineRefusal<{ key: string; reason: string }>({
  code: 'preference.value',
  kind: 'input',
  message: ({ key, reason }) => `The value of ${key} ${reason}.`,
  next: 'Correct the value.',
});
