// Who may see how a site stands with central, and who may act on it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type Answered,
  answered,
  type Method,
  type OpenServer,
  openServer,
} from './testing/open-server.ts';

const PASSWORD = 'boats in the harbour';
let server: OpenServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

/** Asks in the name of a new user who holds these permissions and no other. */
async function userWith(...permissions: readonly string[]) {
  const username = `user-${permissions.join('-')}`;
  const added = await server.ask('POST', '/api/operations/add-user', {
    username,
    password: PASSWORD,
  });
  const { user_id } = (added.body as { result: { user_id: string } }).result;
  await server.ask('POST', '/api/operations/set-permissions', { user_id, permissions });
  const payload = { username, password: PASSWORD };
  const entered = await server.app.inject({ method: 'POST', url: '/api/sign-in', payload });
  const headers = { authorization: `Bearer ${entered.json<{ token: string }>().token}` };
  return async (method: Method, url: string, body?: object): Promise<Answered> =>
    answered(
      await server.app.inject({
        method,
        url,
        headers,
        ...(body !== undefined && { payload: body }),
      }),
    );
}

const decision = { id: 'x', decision: 'void', reason: 'a mistake' };
const calls: readonly (readonly [permission: string, Method, url: string, body?: object])[] = [
  ['view_sync', 'GET', '/api/sync/status'],
  ['view_sync', 'GET', '/api/sync/sites'],
  ['view_sync', 'GET', '/api/quarantine'],
  ['view_sync', 'GET', '/api/consequences'],
  ['view_log', 'GET', '/api/tables/activity_log/rows'],
  ['run_sync', 'POST', '/api/sync/run'],
  ['run_sync', 'POST', '/api/operations/pause-sync', {}],
  ['run_sync', 'POST', '/api/operations/resume-sync', {}],
  ['run_sync', 'POST', '/api/operations/retry-consequence', { id: 'x' }],
  ['manage_sites', 'POST', '/api/operations/retry-quarantined', { id: 'x' }],
  ['manage_sites', 'POST', '/api/operations/settle-quarantined', decision],
];

it('[PP4] refuses who lacks the permission, names it, and says who can give it', async () => {
  const ask = await userWith('edit_items');
  for (const [permission, method, url, body] of calls) {
    const { status, body: refusal } = await ask(method, url, body);
    expect({ url, status, refusal }).toMatchObject({
      url,
      status: 403,
      refusal: {
        code: 'operations.not-permitted',
        message: `You lack the permission "${permission}".`,
        next: expect.stringContaining('set-permissions'),
      },
    });
  }
});

it('[PP4] lets in who holds it', async () => {
  const ask = await userWith('view_sync', 'view_log', 'run_sync', 'manage_sites');
  for (const [, method, url, body] of calls)
    expect({ url, status: (await ask(method, url, body)).status }).not.toEqual({
      url,
      status: 403,
    });
});
