import { Command } from 'commander';
import { ok } from '#base';
import { atollDictionary, manual, syncWords } from '#dictionary';
import type { Finish } from '../finish.ts';
import { printOutcome } from '../outcome.ts';

export function tablesCommand(finish: Finish): Command {
  return new Command('tables')
    .description('the dictionary: tables, columns, types, who edits, who receives')
    .option('--json', 'one JSON document on stdout')
    .option('--markdown', 'the reference manual')
    .action(({ json, markdown }: { json?: true; markdown?: true }) => {
      const tables = atollDictionary.tables.map((table) => ({
        name: table.name,
        title: table.title,
        ...syncWords(atollDictionary, table),
        columns: Object.entries(table.columns)
          .filter(([, column]) => column.secret !== true)
          .map(([name, column]) => ({
            name,
            kind: column.kind,
            required: column.required,
            ref: column.ref ?? null,
          })),
      }));
      const text =
        markdown === true ? manual(atollDictionary).trimEnd() : tables.map(lineOf).join('\n');
      finish(printOutcome(ok({ text, json: tables }), json === true));
    });
}

function lineOf(table: {
  readonly name: string;
  readonly sync_type: string;
  readonly edited_at: { readonly normal: string };
}): string {
  return `${table.name.padEnd(20)} ${table.sync_type.padEnd(14)} edited at: ${table.edited_at.normal}`;
}
