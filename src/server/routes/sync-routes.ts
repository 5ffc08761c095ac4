import { ok } from '#base';
import {
  quarantineSchema,
  refusalSchema,
  siteOverviewSchema,
  syncRunSchema,
  syncStatusSchema,
} from '../openapi/schemas.ts';
import type { SessionRoute } from '../route.ts';
import type { ServerContext } from '../server-context.ts';

export function syncRoutes({ site: { api } }: ServerContext): readonly SessionRoute[] {
  return [
    {
      method: 'GET',
      url: '/api/sync/status',
      title: 'How this site stands with central',
      answers: { 200: { says: 'The state', schema: syncStatusSchema } },
      run: async () => ok(await api.syncStatus()),
    },
    {
      method: 'POST',
      url: '/api/sync/run',
      title: 'Sync now, and wait for the end',
      answers: {
        200: {
          says: 'What came and went; error is null when all of it did',
          schema: syncRunSchema,
        },
        409: { says: 'Central syncs with nobody', schema: refusalSchema },
      },
      run: () => api.syncRun(),
    },
    {
      method: 'GET',
      url: '/api/sync/sites',
      title: 'How every site stands with central (only at central)',
      answers: {
        200: { says: 'All sites', schema: { type: 'array', items: siteOverviewSchema } },
        404: { says: 'This is not central', schema: refusalSchema },
      },
      run: () => api.syncSites(),
    },
    {
      method: 'GET',
      url: '/api/quarantine',
      title: 'What was refused, from whom, why, and both versions',
      answers: { 200: { says: 'The groups that wait', schema: quarantineSchema } },
      run: async () => ok(await api.quarantine()),
    },
  ];
}
