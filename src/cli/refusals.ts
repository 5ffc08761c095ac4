import { defineRefusal, type Refusal } from '#base';

export const unreadableFile = defineRefusal<{ file: string; reason: string }>({
  code: 'cli.unreadable-file',
  kind: 'input',
  message: ({ file, reason }) => `The file ${file} cannot be read: ${reason}.`,
  next: 'Check the name and whether you may read it.',
});

export const noSuchTable = defineRefusal<{ table: string }>({
  code: 'cli.no-such-table',
  kind: 'not-found',
  message: ({ table }) => `There is no table called ${table}.`,
  next: 'See `atoll tables` for the tables that exist.',
});

export const notYet = defineRefusal<{ what: string }>({
  code: 'cli.not-yet',
  kind: 'not-found',
  message: ({ what }) => `${what} is not built yet.`,
  next: 'Use csv or json.',
});

export const noPostgresYet = defineRefusal<object>({
  code: 'cli.no-postgres-yet',
  kind: 'conflict',
  message: () => 'Central cannot keep its rows in PostgreSQL yet.',
  next: 'Leave --database out: the rows are then kept in the data folder.',
});

/** `line`: the last one that was imported. */
export const importStopped = defineRefusal<{ imported: number; line: number; cause: Refusal }>({
  code: 'cli.import-stopped',
  kind: 'conflict',
  message: ({ imported, line, cause }) =>
    `Stopped: ${cause.message} ${imported} rows are imported, up to line ${line} of the file.`,
  next: ({ cause }) => `${cause.next} Then import the lines after it.`,
});
