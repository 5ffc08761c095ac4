import { Command } from 'commander';
import { ok } from '#base';
import type { SyncRun } from '#site';
import { withFace } from '../face.ts';
import type { Finish } from '../finish.ts';
import { printOutcome } from '../outcome.ts';

export function syncCommand(finish: Finish): Command {
  return new Command('sync')
    .description('one manual sync now, with counts')
    .requiredOption('--data <dir>', 'data folder')
    .option('--json', 'one JSON document on stdout')
    .action(async ({ data, json }: { data: string; json?: true }) => {
      const outcome = await withFace(data, async (face) => {
        const answer = await face.post('/api/sync/run', {});
        if (!answer.ok) return answer;
        const run = answer.value as SyncRun;
        return ok({ text: wordsOf(run), json: run, good: run.error === null });
      });
      finish(printOutcome(outcome, json === true));
    });
}

function wordsOf(run: SyncRun): string {
  const counts = `${run.pushed} sent, ${run.pulled} received in ${run.duration_ms} ms`;
  const held =
    run.quarantined === 0
      ? ''
      : `\n${run.quarantined} of this site's changes wait in quarantine at central.`;
  if (run.error === null) return `In step with central: ${counts}.${held}`;
  return `Stopped early: ${run.error.message}\n${run.error.next}\nUntil then: ${counts}.${held}`;
}
