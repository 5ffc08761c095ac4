import { defineRefusal } from '#base';

export const noSuchTable = defineRefusal<{ table: string }>({
  code: 'site.no-such-table',
  kind: 'not-found',
  message: ({ table }) => `There is no table called ${table}.`,
  next: 'See GET /api/tables for the tables that exist.',
});

export const noSuchRow = defineRefusal<{ table: string; id: string }>({
  code: 'site.no-such-row',
  kind: 'not-found',
  message: ({ table, id }) => `There is no ${table} ${id} here.`,
  next: 'Check the id; the row may not have reached this site, or was deleted.',
});

export const noSuchOperation = defineRefusal<{ operation: string }>({
  code: 'site.no-such-operation',
  kind: 'not-found',
  message: ({ operation }) => `There is no operation called ${operation}.`,
  next: 'See /api/openapi.json for the operations that exist.',
});

export const badColumns = defineRefusal<{
  faults: readonly { table: string; id: string; column: string; reason: string }[];
}>({
  code: 'site.row-check',
  kind: 'row-check',
  message: ({ faults }) => {
    const [first] = faults;
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
    return first === undefined
      ? 'The row is not sound.'
      : `${first.table}: ${first.column} ${first.reason}${more}.`;
  },
  next: 'Correct the columns named in the details and save again.',
});

export const badInput = defineRefusal<{ faults: readonly { path: string; reason: string }[] }>({
  code: 'site.bad-input',
  kind: 'input',
  message: ({ faults }) =>
    `${faults[0]?.path || 'The input'} ${faults[0]?.reason ?? 'is not sound'}.`,
  next: 'Correct what the details name and send it again.',
});

export const badId = defineRefusal<{ id: string }>({
  code: 'site.bad-id',
  kind: 'input',
  message: ({ id }) => `${id} is not an id: ids are UUIDs in lower case.`,
  next: 'Use a UUID, such as one of version 7.',
});

export const badQuery = defineRefusal<{ column: string; reason: string }>({
  code: 'site.bad-query',
  kind: 'input',
  message: ({ column, reason }) => `The query cannot be answered: ${column} ${reason}.`,
  next: 'See GET /api/tables for the columns of the table.',
});

export const notYetHere = defineRefusal<Record<string, never>>({
  code: 'site.not-yet-here',
  kind: 'conflict',
  message: () => 'The first download of this site is not complete yet.',
  next: 'Run `atoll init site` again with the same folder: it goes on where it stopped.',
});

export const noLink = defineRefusal<Record<string, never>>({
  code: 'site.no-link',
  kind: 'conflict',
  message: () => 'Central does not sync with anyone: other sites come to it.',
  next: 'Look at GET /api/sync/sites for the state of each site.',
});

export const onlyAtCentral = defineRefusal<{ what: string }>({
  code: 'site.only-at-central',
  kind: 'not-found',
  message: ({ what }) => `${what} is kept at central.`,
  next: 'Ask central.',
});

export const noSuchSite = defineRefusal<{ site_id: number }>({
  code: 'site.no-such-site',
  kind: 'not-found',
  message: ({ site_id }) => `There is no remote site ${site_id}.`,
  next: 'See the list of sites at central.',
});

export const noSuchQuarantined = defineRefusal<{ id: string }>({
  code: 'site.no-such-quarantined',
  kind: 'not-found',
  message: ({ id }) => `There is no group ${id} in quarantine.`,
  next: 'See GET /api/quarantine; it may have gone in by itself.',
});

export const noRefusedConsequence = defineRefusal<{ id: string }>({
  code: 'site.no-refused-consequence',
  kind: 'not-found',
  message: ({ id }) => `Nothing that follows from the row ${id} was refused.`,
  next: 'See GET /api/consequences; it may have been settled by itself.',
});

export const consequenceRefused = defineRefusal<{ code: string; reason: string }>({
  code: 'site.consequence-refused',
  kind: 'conflict',
  message: ({ reason }) => `It still cannot follow: ${reason}`,
  next: 'Do what the reason says, then try again.',
});

export const deletedSince = defineRefusal<{ table: string; id: string }>({
  code: 'site.deleted-since',
  kind: 'conflict',
  message: ({ table, id }) => `The ${table} ${id} was deleted since, and does not come back.`,
  next: 'Void the group, and enter anew what is missing.',
});

export const stillRefused = defineRefusal<{ code: string; reason: string }>({
  code: 'site.still-refused',
  kind: 'conflict',
  message: ({ reason }) => `It still cannot go in: ${reason}`,
  next: 'Mend what the reason names, or decide to void it.',
});

export const askedOffline = defineRefusal<{ reason: string }>({
  code: 'site.asked-offline',
  kind: 'unreachable',
  message: ({ reason }) => `This is asked of central, which is not reached now: ${reason}`,
  next: 'Try again once there is a connection; all other work goes on.',
});

export const answerNotUnderstood = defineRefusal<Record<string, never>>({
  code: 'site.answer-not-understood',
  kind: 'unreachable',
  message: () => 'What came back is not the answer to what was asked of central.',
  next: 'Ask again.',
});
