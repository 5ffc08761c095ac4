import { Command } from 'commander';
import { ok, type Result } from '#base';
import { memoryDatabase } from '#database/memory';
import { atollDictionary, manual } from '#dictionary';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import { appVersion } from '#server';
import { foundSite, openSite, storedTablesOf, type TableDescription } from '#site';
import { withFace } from '../face.ts';
import type { Finish } from '../finish.ts';
import { type Printed, printOutcome } from '../outcome.ts';

interface Options {
  readonly data?: string;
  readonly json?: true;
  readonly markdown?: true;
}

export function tablesCommand(finish: Finish): Command {
  return new Command('tables')
    .description('the dictionary: tables, columns, types, who edits, who receives')
    .option(
      '--data <dir>',
      'as the site in this data folder sees it; else as a central server does',
    )
    .option('--json', 'one JSON document on stdout')
    .option('--markdown', 'the reference manual')
    .action(async ({ data, json, markdown }: Options) => {
      const outcome =
        markdown === true
          ? ok({ text: manual(atollDictionary).trimEnd(), json: null })
          : await tables(data);
      finish(printOutcome(outcome, json === true && markdown !== true));
    });
}

async function tables(dir: string | undefined): Promise<Result<Printed>> {
  if (dir === undefined) return ok(printed(await tablesOfCentral()));
  return withFace(dir, async (face) => {
    const answer = await face.get('/api/tables');
    return answer.ok ? ok(printed(answer.value as readonly TableDescription[])) : answer;
  });
}

/** A central server that exists for this one question. */
async function tablesOfCentral(): Promise<readonly TableDescription[]> {
  const database = memoryDatabase(storedTablesOf(atollDictionary));
  const ground = { ...nodeHost, database, dictionary: atollDictionary };
  await foundSite(ground, { role: 'central', name: 'central' });
  const site = await openSite({ ...ground, operations, rowRules, processors, appVersion });
  return site.api.tables();
}

function printed(described: readonly TableDescription[]): Printed {
  const lines = described.map(
    ({ name, sync_type, edited_at, editable_here }) =>
      `${name.padEnd(28)} ${sync_type.padEnd(14)} edited at: ${edited_at.normal}${editable_here ? '' : ' (not here)'}`,
  );
  return { text: lines.join('\n'), json: described };
}
