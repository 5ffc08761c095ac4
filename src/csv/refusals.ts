import { defineRefusal } from '#base';
import type { LineFault } from './line-fault.ts';

export const notText = defineRefusal<object>({
  code: 'csv.not-text',
  kind: 'input',
  message: () => 'The file is not text in UTF-8.',
  next: 'Save it as "CSV UTF-8" in the spreadsheet program and import that file.',
});

export const noHeader = defineRefusal<object>({
  code: 'csv.no-header',
  kind: 'input',
  message: () => 'The file is empty: its first line should name the columns.',
  next: 'Put the names of the columns in the first line.',
});

export const noColumns = defineRefusal<{
  readonly table: string;
  readonly headers: readonly string[];
}>({
  code: 'csv.no-columns',
  kind: 'input',
  message: ({ table, headers }) => `No header fits a column of ${table}: ${headers.join(', ')}.`,
  next: ({ table }) =>
    `Name them with --map COLUMN=HEADER; atoll tables shows the columns of ${table}.`,
});

export const unclearHeaders = defineRefusal<{
  readonly column: string;
  readonly headers: readonly string[];
}>({
  code: 'csv.unclear-headers',
  kind: 'input',
  message: ({ column, headers }) =>
    `Several headers fit the column ${column}: ${headers.join(', ')}.`,
  next: ({ column }) => `Choose one with --map ${column}=HEADER, or none with --map ${column}=.`,
});

export const noSuchHeader = defineRefusal<{
  readonly column: string;
  readonly header: string;
  readonly headers: readonly string[];
}>({
  code: 'csv.no-such-header',
  kind: 'input',
  message: ({ column, header, headers }) =>
    `The file has no header ${header} for the column ${column}; it has ${headers.join(', ')}.`,
  next: 'Correct --map.',
});

export const columnNotSettable = defineRefusal<{
  readonly table: string;
  readonly column: string;
  readonly reason: string;
}>({
  code: 'csv.column-not-settable',
  kind: 'input',
  message: ({ table, column, reason }) => `The column ${column} of ${table} ${reason}.`,
  next: 'Correct --map and --set; atoll tables shows the columns.',
});

export const badSetting = defineRefusal<{
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}>({
  code: 'csv.bad-setting',
  kind: 'input',
  message: ({ column, value, reason }) => `--set ${column}=${value}: ${column} ${reason}.`,
  next: 'Correct the value.',
});

export const noKey = defineRefusal<{
  readonly table: string;
  readonly key: string;
  readonly reason: string;
}>({
  code: 'csv.no-key',
  kind: 'input',
  message: ({ table, key, reason }) =>
    `Rows of ${table} cannot be told apart by ${key}: it ${reason}.`,
  next: 'Name a text column that the file fills, such as code.',
});

export const badLines = defineRefusal<{
  readonly lines: number;
  readonly of: number;
  readonly faults: readonly LineFault[];
}>({
  code: 'csv.bad-lines',
  kind: 'row-check',
  message: ({ lines, of }) => `${lines} of ${of} lines cannot be imported; nothing was changed.`,
  next: 'Correct these lines, or import the others alone with --keep-good.',
});
