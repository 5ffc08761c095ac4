import {
  consequencesSchema,
  quarantineSchema,
  refusalSchema,
  siteOverviewSchema,
  syncRunSchema,
  syncStatusSchema,
} from '../openapi/schemas.ts';
import type { SessionRoute } from '../route.ts';
import type { ServerContext } from '../server-context.ts';

const notAllowed = { says: 'Not allowed to this person', schema: refusalSchema };

export function syncRoutes({ site: { api } }: ServerContext): readonly SessionRoute[] {
  return [
    {
      method: 'GET',
      url: '/api/sync/status',
      title: 'How this site stands with central',
      answers: { 200: { says: 'The state', schema: syncStatusSchema }, 403: notAllowed },
      run: (session) => api.syncStatus(session),
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
        403: notAllowed,
        409: { says: 'Central syncs with nobody', schema: refusalSchema },
      },
      run: (session) => api.syncRun(session),
    },
    {
      method: 'GET',
      url: '/api/sync/sites',
      title: 'How every site stands with central (only at central)',
      answers: {
        200: { says: 'All sites', schema: { type: 'array', items: siteOverviewSchema } },
        403: notAllowed,
        404: { says: 'This is not central', schema: refusalSchema },
      },
      run: (session) => api.syncSites(session),
    },
    {
      method: 'GET',
      url: '/api/consequences',
      title: 'What should have followed from rows here and was refused, why, and what to do',
      answers: {
        200: { says: 'The rows it should have followed from', schema: consequencesSchema },
        403: notAllowed,
      },
      run: (session) => api.consequences(session),
    },
    {
      method: 'GET',
      url: '/api/quarantine',
      title: 'What was refused, from whom, why, and both versions',
      answers: { 200: { says: 'The groups that wait', schema: quarantineSchema }, 403: notAllowed },
      run: (session) => api.quarantine(session),
    },
  ];
}
