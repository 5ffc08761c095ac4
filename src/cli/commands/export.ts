import { Command, Option } from 'commander';
import { ok, type Result, refused } from '#base';
import { writeTable } from '#csv';
import { atollDictionary, type Row } from '#dictionary';
import type { ApiClient } from '#server';
import type { PagedRows } from '#site';
import { withFace } from '../face.ts';
import type { Finish } from '../finish.ts';
import { printOutcome } from '../outcome.ts';
import { noSuchTable, notYet } from '../refusals.ts';

export function exportCommand(finish: Finish): Command {
  return new Command('export')
    .description('write the rows of a table to stdout')
    .argument('<table>', 'the table')
    .requiredOption('--data <dir>', 'data folder')
    .addOption(
      new Option('--format <format>', 'how').choices(['csv', 'xlsx', 'json']).default('csv'),
    )
    .option('--json', 'the same as --format json')
    .action(
      async (
        name: string,
        options: { data: string; format: 'csv' | 'xlsx' | 'json'; json?: true },
      ) => {
        const outcome = await exportTable(
          name,
          options.data,
          options.json === true ? 'json' : options.format,
        );
        finish(printOutcome(outcome, false));
      },
    );
}

async function exportTable(
  name: string,
  dir: string,
  format: 'csv' | 'xlsx' | 'json',
): Promise<Result<{ text: string; json: null }>> {
  const table = atollDictionary.table(name);
  if (table === undefined) return refused(noSuchTable({ table: name }));
  if (format === 'xlsx') return refused(notYet({ what: 'Export to xlsx' }));
  return withFace(dir, async (face) => {
    for await (const piece of writeTable({ format, table, rows: allRows(face, name) }))
      process.stdout.write(piece);
    return ok({ text: '', json: null });
  });
}

async function* allRows(face: ApiClient, table: string): AsyncGenerator<Row> {
  for (let after: string | null = ''; after !== null; ) {
    const page: Result<unknown> = await face.get(
      `/api/tables/${table}/rows?limit=1000${after === '' ? '' : `&after=${after}`}`,
    );
    if (!page.ok) throw new Error(page.refusal.message);
    const { rows, next } = page.value as PagedRows;
    yield* rows;
    after = next;
  }
}
