import type { ServerContext } from './server-context.ts';

interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly type?: 'counter';
  readonly values: readonly { readonly labels?: string; readonly value: number }[];
}

/** Prometheus text, by hand: the format is frozen and the figures are few. */
export async function metricsText({ site, clock }: ServerContext): Promise<string> {
  const status = await site.gauges.status();
  const sites = await site.gauges.sites();
  const bySite = (valueOf: (site: { waiting_for_site: number; quarantined: number }) => number) =>
    sites.map((each) => ({ labels: `site_id="${each.site_id}"`, value: valueOf(each) }));
  const gauges: readonly Gauge[] = [
    {
      name: 'atoll_waiting_to_push',
      help: 'Groups that central has not yet confirmed.',
      values: [{ value: status.waiting_to_push }],
    },
    {
      name: 'atoll_quarantined',
      help: 'Groups that wait in quarantine.',
      values: [{ value: status.quarantined }],
    },
    {
      name: 'atoll_refused_consequences',
      help: 'What should have followed from rows here and was refused.',
      values: [{ value: status.refused_consequences }],
    },
    {
      name: 'atoll_sync_failing',
      help: '1 while the last sync ended early.',
      values: [{ value: status.error === null ? 0 : 1 }],
    },
    {
      name: 'atoll_last_success_age_seconds',
      help: 'Since the last sync that reached the end; absent before the first.',
      values:
        status.last_success_at === null
          ? []
          : [{ value: (clock.now() - Date.parse(status.last_success_at)) / 1_000 }],
    },
    {
      name: 'atoll_waiting_for_site',
      help: 'At central: changes that wait for a site.',
      values: bySite((each) => each.waiting_for_site),
    },
    {
      name: 'atoll_quarantined_of_site',
      help: 'At central: groups of a site that wait in quarantine.',
      values: bySite((each) => each.quarantined),
    },
    {
      name: 'process_resident_memory_bytes',
      help: 'Memory of the process.',
      values: [{ value: process.memoryUsage.rss() }],
    },
    {
      name: 'process_cpu_seconds_total',
      help: 'Processor time of the process.',
      type: 'counter',
      values: [{ value: cpuSeconds() }],
    },
  ];
  return gauges.map(textOf).join('');
}

function textOf({ name, help, type, values }: Gauge): string {
  const lines = values.map(({ labels, value }) =>
    labels === undefined ? `${name} ${value}` : `${name}{${labels}} ${value}`,
  );
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type ?? 'gauge'}\n${lines.map((line) => `${line}\n`).join('')}`;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
