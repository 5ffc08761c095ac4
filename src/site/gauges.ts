import { afterContact, countRefusedConsequences, countWaiting, peerOf, readFacts } from '#engine';
import type { Context } from './context.ts';
import type { Gauges, SiteOverview, SyncState, SyncStatus } from './site-api.ts';
import type { Syncer } from './syncer.ts';

/** What waits for a site is counted up to here: whoever looks must not make central count millions. */
export const MOST_COUNTED = 10_000;

/** How this site stands with central, and at central how every site does. */
export function gaugesOf(context: Context, syncer: Syncer): Gauges {
  return {
    status: () => statusOf(context, syncer),
    sites: async () => (context.parts.isCentral ? sitesOf(context) : []),
  };
}

function statusOf(context: Context, syncer: Syncer): Promise<SyncStatus> {
  const { parts, founding } = context;
  return parts.database.read(async (view) => {
    const facts = await readFacts(
      view,
      'log',
      'held',
      'initialised',
      'paused',
      'sync_error',
      'quarantined',
      'last_attempt_at',
      'last_success_at',
    );
    const quarantined = parts.isCentral
      ? await view.count({ table: 'quarantined_group' })
      : facts.quarantined.length;
    const state = (): SyncState => {
      if (syncer.isRunning()) return facts.initialised ? 'running' : 'initialising';
      if (!facts.initialised) return 'initialising';
      return facts.paused ? 'paused' : 'idle';
    };
    return {
      site_id: founding.site_id,
      role: parts.isCentral ? 'central' : isPrimary(context) ? 'primary' : 'remote',
      state: state(),
      waiting_to_push: facts.log.position - facts.held.position,
      last_attempt_at: syncer.last()?.at ?? facts.last_attempt_at,
      last_success_at: facts.last_success_at,
      error: syncer.last()?.refusal ?? (facts.sync_error as never),
      quarantined,
      refused_consequences: await countRefusedConsequences(view),
    };
  });
}

function sitesOf({ parts }: Context): Promise<readonly SiteOverview[]> {
  return parts.database.read(async (view) => {
    const sites = await view.select({
      table: parts.dictionary.topology.sites,
      where: [{ column: 'deleted_at', is: null }],
      order: [{ column: 'site_id' }],
    });
    const peers = new Map(
      (await view.select({ table: 'peer' })).map((row) => {
        const peer = peerOf(row);
        return [peer.site_id, afterContact(peer, parts.recent.contacts.get(peer.site_id))];
      }),
    );
    const overview: SiteOverview[] = [];
    for (const site of sites) {
      const site_id = Number(site['site_id']);
      const peer = peers.get(site_id);
      const isCentral = site['is_central'] === true;
      overview.push({
        site_id,
        name: String(site['name']),
        site_type: String(site['site_type']),
        state: isCentral ? 'central' : stateOf(site['disabled_at'] !== null, peer?.initialised),
        waiting_for_site: isCentral
          ? 0
          : await countWaiting(parts, view, {
              siteId: site_id,
              marks: peer?.offered ?? {},
              atMost: MOST_COUNTED,
            }),
        last_connection_at: peer?.last_connection_at ?? null,
        last_success_at: peer?.last_success_at ?? null,
        app_version: peer?.app_version ?? null,
        error: peer?.error?.message ?? null,
        quarantined: await view.count({
          table: 'quarantined_group',
          where: [{ column: 'site_id', is: site_id }],
        }),
      });
    }
    return overview;
  });
}

function isPrimary({ parts }: Context): boolean {
  return parts.country.topology.site(parts.country.topology.self)?.isPrimary === true;
}

function stateOf(disabled: boolean, initialised: boolean | undefined): string {
  if (disabled) return 'disabled';
  if (initialised === undefined) return 'not enrolled';
  return initialised ? 'idle' : 'initialising';
}
