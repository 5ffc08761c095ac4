import { check } from './check.ts';

/** What the country's people say of patients: their codes, names, numbers and notes (`people/person-acts`, `record-acts`). */
const SAID = /P-\d{2,}|\bpatient \d{1,3}\b|\bN \d{1,3}\b|\bnote \d|\bmedicine \d/;
/** Columns of words for people, by table; rows themselves may stand in a group that waits. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  quarantined_group: ['message'],
  voided_group: ['message', 'reason'],
  unsettled: ['message'],
  activity_log: ['from_value', 'to_value', 'message'],
  this_site: ['value'],
};
/** The one fact about a site that is words. */
const FACT = 'sync_error';

export const e8 = check(
  'E8',
  'No log and no refusal says what a row says of a patient.',
  (_world, violated) => ({
    committed({ device, changes }) {
      for (const { table, key, after } of changes) {
        if (after === undefined || (table === 'this_site' && key !== FACT)) continue;
        for (const column of WORDS[table] ?? []) {
          const words = JSON.stringify(after[column] ?? null);
          if (SAID.test(words)) violated(`${device.key}: ${table} ${key}: ${words}`);
        }
      }
    },
    refused(device, refusal) {
      const words = JSON.stringify(refusal);
      if (SAID.test(words)) violated(`a person at ${device.key} is told ${words}`);
    },
  }),
);
