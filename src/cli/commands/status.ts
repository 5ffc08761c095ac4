import { Command } from 'commander';
import { ok, type Result } from '#base';
import type { ApiClient } from '#server';
import type { QuarantinedGroup, RefusedConsequence, SiteOverview, SyncStatus } from '#site';
import { withFace } from '../face.ts';
import type { Finish } from '../finish.ts';
import { type Printed, printOutcome, visible } from '../outcome.ts';

export function statusCommand(finish: Finish): Command {
  return new Command('status')
    .description('role, queue, last contact, last success, errors, quarantine')
    .requiredOption('--data <dir>', 'data folder')
    .option('--json', 'one JSON document on stdout')
    .action(async ({ data, json }: { data: string; json?: true }) => {
      finish(printOutcome(await withFace(data, statusOf), json === true));
    });
}

async function statusOf(face: ApiClient): Promise<Result<Printed>> {
  const asked = await face.get('/api/sync/status');
  if (!asked.ok) return asked;
  const status = asked.value as SyncStatus;
  const waiting = await face.get('/api/quarantine');
  if (!waiting.ok) return waiting;
  const quarantine = waiting.value as readonly QuarantinedGroup[];
  const refused = await face.get('/api/consequences');
  if (!refused.ok) return refused;
  const words = [
    ...wordsOf(status),
    ...refusedWords(quarantine),
    ...consequenceWords(refused.value as readonly RefusedConsequence[]),
  ];
  if (status.role !== 'central') return ok({ text: words.join('\n'), json: status });
  const listed = await face.get('/api/sync/sites');
  if (!listed.ok) return listed;
  const sites = listed.value as readonly SiteOverview[];
  return ok({
    text: [...words, '', ...siteLines(sites)].join('\n'),
    json: { ...status, sites },
  });
}

function wordsOf(status: SyncStatus): readonly string[] {
  const { site_id, role, state, quarantined, error } = status;
  const contact =
    role === 'central'
      ? []
      : [
          `Waiting to be sent: ${status.waiting_to_push}`,
          `Last contact: ${status.last_attempt_at ?? 'never'}; last success: ${status.last_success_at ?? 'never'}`,
        ];
  return [
    `Site ${site_id} (${role}), ${state}`,
    ...contact,
    `In quarantine: ${quarantined}`,
    ...(error === null ? [] : [`Error: ${visible(error.message)}`]),
  ];
}

function refusedWords(groups: readonly QuarantinedGroup[]): readonly string[] {
  return groups.map(
    ({ id, site_id, at, refusal }) =>
      `  ${id}, site ${site_id}, ${at}: ${visible(refusal.message)} (${refusal.code})`,
  );
}

function consequenceWords(all: readonly RefusedConsequence[]): readonly string[] {
  if (all.length === 0) return [];
  return [
    `Could not follow: ${all.length}`,
    ...all.map(({ table, id, code, message }) => `  ${table} ${id}: ${visible(message)} (${code})`),
  ];
}

function siteLines(sites: readonly SiteOverview[]): readonly string[] {
  const rows = sites.map((site) => [
    String(site.site_id),
    visible(site.name),
    site.state,
    String(site.waiting_for_site),
    String(site.quarantined),
    site.last_connection_at ?? (site.state === 'central' ? '' : 'never'),
  ]);
  return columns([['No.', 'Name', 'State', 'Waits', 'Quarantine', 'Last contact'], ...rows]);
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
