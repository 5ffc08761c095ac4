import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { newId, ok, type Result, refused } from '#base';
import { type FindRows, type LineFault, readTable, textOfFile } from '#csv';
import { atollDictionary } from '#dictionary';
import { nodeHost } from '#host';
import type { ApiClient } from '#server';
import type { PagedRows } from '#site';
import { withFace } from '../face.ts';
import type { Finish } from '../finish.ts';
import { type Printed, printOutcome } from '../outcome.ts';
import { noSuchTable, unreadableFile } from '../refusals.ts';

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
      const outcome = await importFile(table, file, options);
      finish(printOutcome(outcome, options.json === true));
    });
}

async function importFile(name: string, file: string, options: Options): Promise<Result<Printed>> {
  const table = atollDictionary.table(name);
  if (table === undefined) return refused(noSuchTable({ table: name }));
  const text = await readText(file);
  if (!text.ok) return text;
  return withFace(options.data, async (face) => {
    const read = await readTable(text.value, {
      dictionary: atollDictionary,
      table,
      map: options.map,
      set: options.set,
      ...(options.key !== undefined && { key: options.key }),
      keepGood: options.keepGood === true,
      find: finder(face),
    });
    if (!read.ok) return read;
    const { changes, faults, skipped, repeated } = read.value;
    const rows = changes.map(({ id, put }) => ({
      table: name,
      id: id ?? newId(nodeHost.clock, nodeHost.random),
      put,
    }));
    const saved = rows.length === 0 ? ok({}) : await face.post('/api/rows', rows);
    if (!saved.ok) return refused(withLine(saved.refusal, changes));
    const left = faults.map(faultWords);
    const unread = skipped.map(
      ({ header, reason }) => `Column "${header}" was skipped: ${reason}.`,
    );
    const twice = repeated === 0 ? [] : [`${repeated} lines said what an earlier line said.`];
    return ok({
      text: [`${rows.length} rows imported into ${name}.`, ...unread, ...twice, ...left].join('\n'),
      json: { imported: rows.length, skipped, repeated, faults },
    });
  });
}

/** The refusal of one change names its place among them; people look for the line of the file. */
function withLine<
  R extends { readonly message: string; readonly details: Readonly<Record<string, unknown>> },
>(refusal: R, changes: readonly { readonly line: number }[]): R {
  const { index } = refusal.details;
  const line = typeof index === 'number' ? changes[index]?.line : undefined;
  if (line === undefined) return refusal;
  return {
    ...refusal,
    message: `Line ${line}: ${refusal.message}`,
    details: { ...refusal.details, line },
  };
}

function faultWords(fault: LineFault): string {
  return `Line ${fault.line} left out: ${fault.column === null ? '' : `${fault.column} `}${fault.reason}.`;
}

async function readText(file: string): Promise<Result<string>> {
  try {
    return textOfFile(await readFile(file));
  } catch (thrown) {
    const reason =
      (thrown as { readonly code?: string }).code === 'ENOENT'
        ? 'it does not exist'
        : 'it may not be read';
    return refused(unreadableFile({ file, reason }));
  }
}

/** Rows of the site by a text column, a page of the table at a time. */
function finder(face: ApiClient): FindRows {
  return async ({ table, column, values }) => {
    const wanted = new Set(values);
    const found = new Map<string, string[]>();
    for (let after: string | null = ''; after !== null; ) {
      const page: Result<unknown> = await face.get(
        `/api/tables/${table}/rows?limit=1000${after === '' ? '' : `&after=${after}`}`,
      );
      if (!page.ok) throw new Error(page.refusal.message);
      const { rows, next } = page.value as PagedRows;
      for (const row of rows) {
        const value = String(row[column]);
        if (wanted.has(value)) found.set(value, [...(found.get(value) ?? []), String(row['id'])]);
      }
      after = next;
    }
    return found;
  };
}

function pairs(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('must look like COLUMN=VALUE.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
