import { Command, Option } from 'commander';
import { ok, type Result, refused } from '#base';
import { writeTable } from '#csv';
import { atollDictionary } from '#dictionary';
import { withFace } from '../face.ts';
import type { Finish } from '../finish.ts';
import { type Printed, printOutcome } from '../outcome.ts';
import { noSuchTable, notYet } from '../refusals.ts';
import { orRefused, rowsOf } from '../site-rows.ts';

type Format = 'csv' | 'xlsx' | 'json';

export function exportCommand(finish: Finish): Command {
  return new Command('export')
    .description('write the rows of a table to stdout')
    .argument('<table>', 'the table')
    .requiredOption('--data <dir>', 'data folder')
    .addOption(
      new Option('--format <format>', 'how').choices(['csv', 'xlsx', 'json']).default('csv'),
    )
    .option('--json', 'the same as --format json')
    .action(async (name: string, options: { data: string; format: Format; json?: true }) => {
      const format = options.json === true ? 'json' : options.format;
      const outcome = await orRefused(() => exportTable(name, options.data, format));
      finish(printOutcome(outcome, false));
    });
}

async function exportTable(name: string, dir: string, format: Format): Promise<Result<Printed>> {
  const table = atollDictionary.table(name);
  if (table === undefined) return refused(noSuchTable({ table: name }));
  if (format === 'xlsx') return refused(notYet({ what: 'Export to xlsx' }));
  return withFace(dir, async (face) => {
    for await (const piece of writeTable({ format, table, rows: rowsOf(face, name) }))
      await written(piece);
    return ok({ text: '', json: null });
  });
}

/** Waits for whoever reads our output: a table may be larger than memory. */
async function written(piece: string): Promise<void> {
  if (process.stdout.write(piece)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
