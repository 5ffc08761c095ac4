// What can be wrong with what is asked about a person. A person is named by id alone, never by anything that a row says (E8).
import { defineRefusal } from '#base';

export const homeNoDispensary = defineRefusal<{ store_id: string }>({
  code: 'person.home-no-dispensary',
  kind: 'conflict',
  message: () =>
    'This store is no dispensary: patients and prescribers are at home, and shown, in dispensaries only.',
  next: 'Choose a dispensary of this site, or have central set store_mode of the store to dispensary.',
});

export const storeElsewhere = defineRefusal<{ store_id: string; edited_at: string }>({
  code: 'person.store-elsewhere',
  kind: 'not-allowed',
  message: ({ edited_at }) =>
    `This store is edited at ${edited_at}; patients and prescribers of its own are entered there.`,
  next: ({ edited_at }) =>
    `Do it at ${edited_at}, or choose a dispensary that is active at this site.`,
});

export const codeTaken = defineRefusal<{ table: string; id: string }>({
  code: 'person.code-taken',
  kind: 'conflict',
  message: ({ table }) => `A ${table} with this very code is here already.`,
  next: ({ table }) =>
    `Look at the ${table} named in the details; leave code out to have one made.`,
});

export const alreadyVisible = defineRefusal<{ table: string; id: string; store_id: string }>({
  code: 'person.already-visible',
  kind: 'conflict',
  message: ({ table }) => `This ${table} is visible in the store already.`,
  next: 'Sync if they are not here yet.',
});

export const tooFewTerms = defineRefusal<{ least: number }>({
  code: 'look-up.too-few-terms',
  kind: 'input',
  message: ({ least }) =>
    `A look-up needs a code or another number of the person, or at least ${least} letters of a name.`,
  next: 'Say more; a date of birth narrows the names of patients down.',
});

export const tooManyLookUps = defineRefusal<{ most: number }>({
  code: 'look-up.too-many',
  kind: 'too-many',
  message: ({ most }) => `One person may look up ${most} times an hour.`,
  next: 'Wait for the hour to pass, or ask somebody at central.',
});

export const toldEnough = defineRefusal<{ percent: number }>({
  code: 'look-up.told-enough',
  kind: 'too-many',
  message: ({ percent }) =>
    `A site is told of less than ${percent} % of the country’s patients in one day, and this one has been.`,
  next: 'Go on tomorrow, or ask central to show the patient here.',
});

export const idInUse = defineRefusal<{ table: string; id: string }>({
  code: 'person.id-in-use',
  kind: 'conflict',
  message: ({ table, id }) => `The id ${id} cannot be used for this ${table}.`,
  next: 'Use a new id, or leave it out to have one made.',
});

export const notOfAsker = defineRefusal<{ store_id: string }>({
  code: 'person.store-not-of-site',
  kind: 'not-allowed',
  message: ({ store_id }) => `The store ${store_id} is not active at the site that asks.`,
  next: 'Ask from the site where the store is active, or at central.',
});
