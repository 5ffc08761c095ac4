import { defineRefusal } from '#base';
import type { RowFault } from '#dictionary';

export const editedElsewhere = defineRefusal<{ table: string; edited_at: string }>({
  code: 'gate.edited-elsewhere',
  kind: 'not-allowed',
  message: ({ table, edited_at }) =>
    `This ${table} is edited at ${edited_at}; here it can only be read.`,
  next: ({ edited_at }) =>
    `Ask ${edited_at} to make the change; it arrives here with the next sync.`,
});

export const unknownStore = defineRefusal<{ table: string; store_id: string }>({
  code: 'gate.unknown-store',
  kind: 'not-allowed',
  message: ({ table, store_id }) =>
    `This ${table} is edited at the site of its store, and the store ${store_id} is not known here.`,
  next: 'Check the store, or ask central to make it known here.',
});

export const unknownPerson = defineRefusal<{ table: string; person: string; id: string }>({
  code: 'gate.unknown-person',
  kind: 'not-allowed',
  message: ({ table, person, id }) =>
    `This ${table} is edited at the home site of the ${person}, and the ${person} ${id} is not known here.`,
  next: ({ person }) => `Look the ${person} up and have the row shown here, then try again.`,
});

export const noDispensary = defineRefusal<{ table: string; edited_at: string }>({
  code: 'gate.no-dispensary',
  kind: 'not-allowed',
  message: ({ table, edited_at }) =>
    `This ${table} is edited in a dispensary at ${edited_at}, and no dispensary is active there.`,
  next: 'Make a store there a dispensary, or give the person a home store at another site.',
});

/** One column of one row that cannot be saved, and why. */
export interface SavedFault {
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly reason: string;
}

export const rowsFaulty = defineRefusal<{ faults: readonly SavedFault[] }>({
  code: 'gate.row-check',
  kind: 'row-check',
  message: ({ faults }) => {
    const [first] = faults;
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
    return first === undefined
      ? 'A row is not sound.'
      : `${first.table}: ${first.column} ${first.reason}${more}.`;
  },
  next: 'Correct the columns named in the details and save again.',
});

export function faultsOf(table: string, id: string, faults: readonly RowFault[]): SavedFault[] {
  return faults.map(({ column, reason }) => ({ table, id, column, reason }));
}

export const notUnique = defineRefusal<{ table: string; columns: readonly string[] }>({
  code: 'gate.not-unique',
  kind: 'conflict',
  message: ({ table, columns }) =>
    `Another ${table} has the same ${columns.join(' and ')} already.`,
  next: 'Choose another value, or change the row that has it.',
});

/** Says nothing of the row that has the id: its existence is nobody's business (E3). */
export const idTaken = defineRefusal<{ table: string; id: string }>({
  code: 'gate.id-taken',
  kind: 'conflict',
  message: ({ table, id }) => `The id ${id} cannot be used for this ${table}.`,
  next: 'Use a new id.',
});

export const mergedIntoAnother = defineRefusal<{ table: string; id: string; into: string }>({
  code: 'gate.merged-away',
  kind: 'conflict',
  message: ({ table, id, into }) => `The ${table} ${id} was merged into ${into}.`,
  next: ({ into }) => `Use ${into} in its place.`,
});

export const notPartners = defineRefusal<{ table: string; store_id: string; named: string }>({
  code: 'gate.not-partners',
  kind: 'conflict',
  message: ({ table, store_id, named }) =>
    `This ${table} of store ${store_id} is meant for store ${named}, and the two are not visible to each other.`,
  next: 'If they should be, run make-stores-visible at central; then it goes in by itself.',
});

/** `edited_with`: the row pointed to is the one that this one is edited with. */
export const missingReference = defineRefusal<{
  table: string;
  column: string;
  id: string;
  edited_with?: string;
}>({
  code: 'gate.missing-reference',
  kind: 'row-check',
  message: ({ table, column, id, edited_with }) => {
    const where = edited_with === undefined ? '' : `; it is edited with its ${edited_with}`;
    return `${table}.${column} points to ${id}, which is not here${where}.`;
  },
  next: 'Choose a row that exists here; if it was just made elsewhere, sync first.',
});

export const fixedColumn = defineRefusal<{ table: string; column: string }>({
  code: 'gate.fixed-column',
  kind: 'conflict',
  message: ({ table, column }) => `${table}.${column} cannot change once the row exists.`,
  next: 'Make a new row instead.',
});

export const noSpace = defineRefusal<Record<string, never>>({
  code: 'gate.no-space',
  kind: 'no-space',
  message: () => 'Not saved: the disk of this site is full.',
  next: 'Free some space and save again; reading and sending go on meanwhile.',
});

/** A fault of the program, kept as a refusal so that it is shown and holds up nothing else. */
export const consequenceFailed = defineRefusal<{
  table: string;
  processor: string;
  fault: string;
}>({
  code: 'gate.consequence-failed',
  kind: 'conflict',
  message: ({ table, processor, fault }) =>
    `What follows from this ${table} (${processor}) failed by a fault of the program: ${fault}.`,
  next: 'Report it; nothing was changed, and everything else goes on. Once mended, try it again.',
});

export const dependsOnQuarantined = defineRefusal<{ table: string; id: string }>({
  code: 'gate.depends-on-quarantined',
  kind: 'conflict',
  message: ({ table, id }) =>
    `It changes the ${table} ${id}, whose earlier change waits in quarantine.`,
  next: 'It goes in by itself when the earlier one does.',
});

export const lateGroup = defineRefusal<{ store_id: string; epoch: number; now: number }>({
  code: 'gate.late-group',
  kind: 'conflict',
  message: ({ store_id, epoch, now }) =>
    `It was made for store ${store_id} under ownership ${epoch}; the ownership is ${now} now.`,
  next: 'Decide at central whether to accept or void it.',
});

export const latePerson = defineRefusal<{
  person: string;
  id: string;
  epoch: number;
  now: number;
}>({
  code: 'gate.late-person',
  kind: 'conflict',
  message: ({ person, id, epoch, now }) =>
    `It was made for the ${person} ${id} under home epoch ${epoch}; the home store has changed since, and the epoch is ${now} now.`,
  next: 'Decide at central whether to accept or void it.',
});

export const latePrimary = defineRefusal<{ epoch: number; now: number }>({
  code: 'gate.late-primary',
  kind: 'conflict',
  message: ({ epoch, now }) =>
    `It was made by a primary under epoch ${epoch}; the role was handed over since, and the epoch is ${now} now.`,
  next: 'Decide at central whether to accept or void it.',
});

export const homeLeaving = defineRefusal<{ table: string; person: string }>({
  code: 'gate.home-leaving',
  kind: 'not-allowed',
  message: ({ table, person }) =>
    `This ${table} can only be read: the ${person} is being given another home store, and what was saved here is on its way.`,
  next: 'The new home site edits it after the next syncs. At central, cancel-home-change calls it off.',
});

export const homeChanged = defineRefusal<{ table: string }>({
  code: 'gate.home-changed',
  kind: 'not-allowed',
  message: ({ table }) => `The home store of this ${table} is not changed by editing the ${table}.`,
  next: 'Run change-home-store at central.',
});

export const staleVersion = defineRefusal<{
  table: string;
  id: string;
  version: number;
  here: number;
}>({
  code: 'gate.stale-version',
  kind: 'conflict',
  message: ({ table, id, version, here }) =>
    `Version ${version} of the ${table} ${id} is older than version ${here} held here.`,
  next: 'Compare both versions at central and decide.',
});

export const notThisSite = defineRefusal<{ table: string; claimed: number; site_id: number }>({
  code: 'gate.not-this-site',
  kind: 'not-allowed',
  message: ({ table, claimed, site_id }) =>
    `This ${table} says it was written at site ${claimed}, but site ${site_id} sent it.`,
  next: 'Look at this device: its data were altered.',
});

/** `edited_at`: the one site that edits such rows, where they are not every site's own. */
export const neverSent = defineRefusal<{ table: string; edited_at?: string }>({
  code: 'gate.never-sent',
  kind: 'not-allowed',
  message: ({ table, edited_at }) =>
    edited_at === undefined
      ? `Rows of ${table} stay at their own site and are not taken from another.`
      : `Rows of ${table} are edited at ${edited_at} and are not taken from another site.`,
  next: 'Look at this device: it sends what it should not.',
});

export const unknownTable = defineRefusal<{ table: string }>({
  code: 'gate.unknown-table',
  kind: 'not-found',
  message: ({ table }) => `There is no table called ${table}.`,
  next: 'See GET /api/tables for the tables that exist.',
});

export const deviceReplaced = defineRefusal<{ site_id: number }>({
  code: 'sync.device-replaced',
  kind: 'not-allowed',
  message: ({ site_id }) => `Another device is enrolled as site ${site_id} now.`,
  next: 'Ask central for a new code if this device should be the one; what it has not sent stays on it.',
});

export const siteUnknown = defineRefusal<{ site_id: number }>({
  code: 'sync.site-unknown',
  kind: 'not-allowed',
  message: ({ site_id }) => `No device is enrolled as site ${site_id}.`,
  next: 'Ask central for a one-time code and run `atoll init site`.',
});

export const siteDisabled = defineRefusal<{ site_id: number }>({
  code: 'sync.site-disabled',
  kind: 'not-allowed',
  message: ({ site_id }) => `Site ${site_id} was retired at central.`,
  next: 'Ask the administrator at central; what was not sent stays on this device.',
});

export const repeatedRequest = defineRefusal<{ highest: number }>({
  code: 'sync.repeated-request',
  kind: 'conflict',
  message: () => 'This request was already answered, or is older than one that was.',
  next: 'Send a new request with a higher number.',
});

export const centralReplaced = defineRefusal<Record<string, never>>({
  code: 'sync.central-replaced',
  kind: 'conflict',
  message: () => 'Central was put back from a copy since this site last spoke with it.',
  next: 'Sync first, then ask again.',
});

export const versionTooNew = defineRefusal<{ protocol: number; here: number }>({
  code: 'sync.version-incompatible',
  kind: 'conflict',
  message: ({ protocol, here }) =>
    `This site speaks version ${protocol} of the sync protocol, central speaks ${here}.`,
  next: 'Update the older of the two; nothing is lost meanwhile.',
});

export const dictionaryDiffers = defineRefusal<{ dictionary: string; here: string }>({
  code: 'sync.dictionary-differs',
  kind: 'conflict',
  message: () => 'This site and central know different tables or columns.',
  next: 'Update the older of the two; nothing is lost meanwhile.',
});

export const forked = defineRefusal<{ site_id: number; position: number }>({
  code: 'sync.forked',
  kind: 'conflict',
  message: ({ site_id, position }) =>
    `Two devices worked as site ${site_id}: from group ${position} on this one differs from what central holds. Stop both, decide which one goes on, and enter at it what only the other has; the mark goes when a device is enrolled anew (new-enrolment-code, then "atoll init site" in an empty folder).`,
  next: 'Both devices keep their data until then. Ask central which one goes on.',
});

export const rolledBack = defineRefusal<{ site_id: number; position: number; held: number }>({
  code: 'sync.rolled-back',
  kind: 'conflict',
  message: ({ site_id, position, held }) =>
    `The data of site ${site_id} are older (group ${position}) than what central holds of it (group ${held}): an old copy was restored.`,
  next: 'Enrol this device anew with a code from central to get back what it is missing.',
});

export const brokenChain = defineRefusal<{ position: number }>({
  code: 'sync.broken-chain',
  kind: 'input',
  message: ({ position }) => `The groups pushed do not follow one another at ${position}.`,
  next: 'Sync again; if it comes back, report it.',
});

export const notCentral = defineRefusal<Record<string, never>>({
  code: 'sync.not-central',
  kind: 'not-found',
  message: () => 'This is not a central server.',
  next: 'Ask the central server.',
});

export const wrongReply = defineRefusal<Record<string, never>>({
  code: 'sync.wrong-reply',
  kind: 'unreachable',
  message: () => 'What came back is not the answer to what was asked.',
  next: 'Nothing was changed; the next attempt follows by itself.',
});

export const codeWrong = defineRefusal<Record<string, never>>({
  code: 'sync.code-wrong',
  kind: 'not-allowed',
  message: () => 'This code is not valid.',
  next: 'Check the code, or ask central for a new one: a code is valid once and for 15 minutes.',
});

export const codeUsed = defineRefusal<Record<string, never>>({
  code: 'sync.code-used',
  kind: 'not-allowed',
  message: () => 'This code was already used.',
  next: 'Ask central for a new code.',
});

export const codeExpired = defineRefusal<Record<string, never>>({
  code: 'sync.code-expired',
  kind: 'not-allowed',
  message: () => 'This code is older than 15 minutes.',
  next: 'Ask central for a new code.',
});

export const neverChanged = defineRefusal<{ table: string }>({
  code: 'gate.never-changed',
  kind: 'conflict',
  message: ({ table }) => `This ${table} is never changed once it is made.`,
  next: 'Make a new one instead.',
});

export const noProgress = defineRefusal<Record<string, never>>({
  code: 'sync.no-progress',
  kind: 'unreachable',
  message: () => 'Central answers, but neither takes what is sent nor gives anything new.',
  next: 'Nothing is lost; the next attempt follows by itself. If it stays so, report it.',
});

export const tooMuchAtOnce = defineRefusal<{ rows: number; most: number }>({
  code: 'gate.too-much-at-once',
  kind: 'too-large',
  message: ({ rows, most }) =>
    `${rows} rows are too much to be saved and sent as one piece (at most ${most}, and about 16 million characters).`,
  next: 'Save them in several portions.',
});

/** Says nothing of where the rows are edited: the sender may not know of them (E3). */
export const notTogether = defineRefusal<{ table: string }>({
  code: 'gate.not-together',
  kind: 'conflict',
  message: ({ table }) => `These two rows of ${table} are not this site's to merge.`,
  next: 'Merge rows that are edited at one site, of one store where they belong to stores; never the twin of a store away.',
});

export const primaryArriving = defineRefusal<{ table: string }>({
  code: 'gate.primary-arriving',
  kind: 'conflict',
  message: ({ table }) =>
    `This ${table} is edited here from now on, but what others wrote before has not all come yet.`,
  next: 'Sync until nothing waits to come, then save it again.',
});

export const mergeForGood = defineRefusal<{ table: string }>({
  code: 'gate.merge-for-good',
  kind: 'conflict',
  message: ({ table }) => `This ${table} is done: it is neither changed nor deleted.`,
  next: 'What was merged by mistake is entered anew under a new id.',
});

export const notComparedNow = defineRefusal<Record<string, never>>({
  code: 'sync.not-compared-now',
  kind: 'conflict',
  message: () =>
    'What this site holds cannot be compared with central now: one of the two has news for the other.',
  next: 'Sync until nothing waits, then compare again.',
});
