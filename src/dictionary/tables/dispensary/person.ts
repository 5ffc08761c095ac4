// What patients and prescribers have in common: a home, merges, and visibility in stores.
import { hiddenRef, integer, moment } from '../../model/column.ts';
import { byColumn, centralStoreData, patientData } from '../../model/sync-rule.ts';

type Person = 'patient' | 'prescriber';

export const homeStore = hiddenRef('store').meaning(
  'The home store: its site is the only one that edits. Given once; changed by change-home-store.',
);

export const homeEpoch = integer({ min: 1 })
  .default(1)
  .assignedBySystem()
  .meaning('Grows by one with each change of the home store.');

export function mergedIntoPerson(person: Person) {
  return hiddenRef(person)
    .optional()
    .assignedBySystem()
    .meaning(`The ${person} that it was merged into; what pointed here points there.`);
}

export const establishedAt = moment()
  .optional()
  .assignedBySystem()
  .meaning('When central first received it; until then it is the home site’s.');

/** A new visibility is the home site’s until central has received it, then the primary’s (rows 35 and 29). */
export function visibilityOf(person: Person) {
  return byColumn(
    'established_at',
    {
      given: centralStoreData({ store: 'store_id', editedAt: 'primary' }),
      blank: patientData({ person, column: `${person}_id` }),
    },
    { stamped: true },
  );
}
