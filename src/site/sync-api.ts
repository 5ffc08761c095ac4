import { ok, type Result, refused } from '#base';
import type { Permission } from '#operations';
import { refusedHere } from './consequences.ts';
import type { Context } from './context.ts';
import { quarantinedGroups } from './decide-quarantined.ts';
import { permitted } from './permitted.ts';
import { noLink, onlyAtCentral } from './refusals.ts';
import type { Gauges, Session, SiteApi } from './site-api.ts';
import type { Syncer } from './syncer.ts';

type SyncApi = Pick<
  SiteApi,
  'syncStatus' | 'syncRun' | 'syncSites' | 'consequences' | 'quarantine'
>;

/** How the site stands with central, and a sync now, for people who may (PP4). */
export function syncApiOf(context: Context, syncer: Syncer, gauges: Gauges): SyncApi {
  const { parts } = context;
  const asked = async <T>(
    session: Session,
    permission: Permission,
    answer: () => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const may = await permitted(context, session, permission);
    return may.ok ? answer() : may;
  };
  return {
    syncStatus: (session) => asked(session, 'view_sync', async () => ok(await gauges.status())),
    syncRun: (session) =>
      asked(session, 'run_sync', async () =>
        parts.isCentral ? refused(noLink({})) : ok(await syncer.run()),
      ),
    syncSites: (session) =>
      asked(session, 'view_sync', async () =>
        parts.isCentral
          ? ok(await gauges.sites())
          : refused(onlyAtCentral({ what: 'The list of sites' })),
      ),
    consequences: (session) =>
      asked(session, 'view_sync', async () => ok(await refusedHere(parts))),
    quarantine: (session) =>
      asked(session, 'view_sync', async () => ok(await quarantinedGroups(parts))),
  };
}
