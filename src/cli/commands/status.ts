import { Command } from 'commander';
import { ok } from '#base';
import type { SyncStatus } from '#site';
import { withFace } from '../face.ts';
import type { Finish } from '../finish.ts';
import { printOutcome } from '../outcome.ts';

export function statusCommand(finish: Finish): Command {
  return new Command('status')
    .description('role, queue, last contact, last success, errors, quarantine')
    .requiredOption('--data <dir>', 'data folder')
    .option('--json', 'one JSON document on stdout')
    .action(async ({ data, json }: { data: string; json?: true }) => {
      const outcome = await withFace(data, async (face) => {
        const answer = await face.get('/api/sync/status');
        if (!answer.ok) return answer;
        const status = answer.value as SyncStatus;
        return ok({ text: wordsOf(status), json: status });
      });
      finish(printOutcome(outcome, json === true));
    });
}

function wordsOf(status: SyncStatus): string {
  const lines = [
    `Site ${status.site_id} (${status.role}), ${status.state}`,
    `Waiting to be sent: ${status.waiting_to_push}`,
    `Last attempt: ${status.last_attempt_at ?? 'never'}; last success: ${status.last_success_at ?? 'never'}`,
    `In quarantine: ${status.quarantined}`,
  ];
  if (status.error !== null) lines.push(`Error: ${status.error.message}`);
  return lines.join('\n');
}
