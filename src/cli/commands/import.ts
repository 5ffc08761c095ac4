import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { newId, ok, type Result, refused } from '#base';
import { type LineFault, readTable, type TableRead, textOfFile } from '#csv';
import { atollDictionary } from '#dictionary';
import { nodeHost } from '#host';
import type { ApiClient } from '#server';
import { withFace } from '../face.ts';
import type { Finish } from '../finish.ts';
import { type Printed, printOutcome, visible } from '../outcome.ts';
import { showProgress } from '../progress.ts';
import { noSuchTable, unreadableFile } from '../refusals.ts';
import { saveLines } from '../save-lines.ts';
import { finder, orRefused } from '../site-rows.ts';

interface Options {
  readonly data: string;
  readonly map: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly keepGood?: true;
  readonly json?: true;
}

export function importCommand(finish: Finish): Command {
  return new Command('import')
    .description('import rows from a CSV file through the same checks as any edit; all or nothing')
    .argument('<table>', 'the table')
    .argument('<file>', 'the CSV file')
    .requiredOption('--data <dir>', 'data folder')
    .option(
      '--map <column=header>',
      'fill a column from a header of another name; repeatable',
      pairs,
      {},
    )
    .option('--set <column=value>', 'give every line this value; repeatable', pairs, {})
    .option('--key <column>', 'a line whose value exists changes that row instead of making one')
    .option('--keep-good', 'import the good lines and leave the bad ones out')
    .option('--json', 'one JSON document on stdout')
    .action(async (table: string, file: string, options: Options) => {
      const outcome = await orRefused(() => importFile(table, file, options));
      finish(printOutcome(outcome, options.json === true));
    });
}

async function importFile(name: string, file: string, options: Options): Promise<Result<Printed>> {
  const table = atollDictionary.table(name);
  if (table === undefined) return refused(noSuchTable({ table: name }));
  const text = await readText(file);
  if (!text.ok) return text;
  const keepGood = options.keepGood === true;
  return withFace(options.data, async (face) => {
    const read = await readTable(text.value, {
      dictionary: atollDictionary,
      table,
      map: options.map,
      set: options.set,
      ...(options.key !== undefined && { key: options.key }),
      keepGood,
      find: finder(face),
    });
    return read.ok ? save(face, name, { read: read.value, keepGood }) : read;
  });
}

async function save(
  face: ApiClient,
  table: string,
  { read, keepGood }: { readonly read: TableRead; readonly keepGood: boolean },
): Promise<Result<Printed>> {
  const { changes, skipped, repeated } = read;
  const progress = showProgress('Importing');
  const saved = await saveLines({
    face,
    keepGood,
    changes: changes.map(({ line, id, put }) => ({
      line,
      change: { table, id: id ?? newId(nodeHost.clock, nodeHost.random), put },
      isNew: id === undefined,
    })),
    onProgress: progress.at,
  });
  progress.end();
  if (!saved.ok) return saved;
  const { created, changed } = saved.value;
  const faults = [...read.faults, ...saved.value.faults].sort((a, b) => a.line - b.line);
  const lines = [
    `${created + changed} rows imported into ${table}: ${created} new, ${changed} changed.`,
    ...skipped.map(({ header, reason }) => `Column "${header}" was skipped: ${reason}.`),
    ...(repeated === 0 ? [] : [`${repeated} lines said what an earlier line said.`]),
    ...faults.map(faultWords),
  ];
  return ok({
    text: lines.map(visible).join('\n'),
    json: { imported: created + changed, created, changed, skipped, repeated, faults },
  });
}

function faultWords({ line, column, reason }: LineFault): string {
  return `Line ${line} left out: ${column === null ? '' : `${column} `}${reason}.`;
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
};

async function readText(file: string): Promise<Result<string>> {
  try {
    return textOfFile(await readFile(file));
  } catch (thrown) {
    const reason = UNREADABLE[(thrown as { readonly code?: string }).code ?? ''];
    if (reason === undefined) throw thrown;
    return refused(unreadableFile({ file, reason }));
  }
}

function pairs(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('must look like COLUMN=VALUE.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
