// The API, call by call.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '#base';
import { nodeHost } from '#host';
import { ADMIN, codeIn, type OpenServer, openServer } from './testing/open-server.ts';

let server: OpenServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

const id = () => newId(nodeHost.clock, nodeHost.random);

it('lets a person in with username and password, and only then', async () => {
  expect((await server.app.inject({ url: '/api/tables', headers: {} })).json()).toMatchObject({
    code: 'server.not-signed-in',
  });
  const { token } = (
    await server.app.inject({ method: 'POST', url: '/api/sign-in', payload: ADMIN })
  ).json<{ token: string }>();
  const headers = { authorization: `Bearer ${token}` };
  const tables = await server.app.inject({ url: '/api/tables', headers });
  expect(tables.statusCode).toBe(200);
  await server.app.inject({ method: 'POST', url: '/api/sign-out', headers });
  expect((await server.app.inject({ url: '/api/tables', headers })).statusCode).toBe(401);
});

it('asks for a session everywhere but where anyone may ask', async () => {
  for (const { method, url, open } of server.routes) {
    const path = url.replace(':table', 'item').replace(':id', id()).replace(':operation', 'x');
    const { statusCode } = await server.app.inject({ method, url: path });
    expect({ url, isOpen: statusCode !== 401 }).toEqual({ url, isOpen: open === true });
  }
});

it('creates with 201, changes with 200, shows, deletes with 204 and then knows it no more', async () => {
  const url = `/api/tables/item/rows/${id()}`;
  const created = await server.ask('PUT', url, { code: 'amox250', name: 'Amoxicillin 250 mg' });
  expect(created).toMatchObject({ status: 201, body: { code: 'amox250', row_version: 1 } });
  const changed = await server.ask('PUT', url, { name: 'Amoxicillin' });
  expect(changed).toMatchObject({ status: 200, body: { code: 'amox250', name: 'Amoxicillin' } });
  expect(await server.ask('GET', url)).toMatchObject({ status: 200, body: changed.body });
  expect(await server.ask('DELETE', url)).toMatchObject({ status: 204, body: '' });
  expect(await server.ask('GET', url)).toMatchObject({
    status: 404,
    body: { code: 'site.no-such-row' },
  });
});

it('takes an id in capitals as the same id', async () => {
  const row = id();
  await server.ask('PUT', `/api/tables/unit/rows/${row.toUpperCase()}`, { name: 'Tablet' });
  expect((await server.ask('GET', `/api/tables/unit/rows/${row}`)).status).toBe(200);
});

it('lists a page at a time, in any order, by any value', async () => {
  for (const [code, name] of [
    ['a', 'Zinc'],
    ['b', 'Iron'],
    ['c', 'Salt'],
    ['d', 'Iron'],
  ])
    await server.ask('PUT', `/api/tables/item/rows/${id()}`, { code, name });
  const list = async (query: Record<string, string>) => {
    const answer = await server.ask('GET', `/api/tables/item/rows?${new URLSearchParams(query)}`);
    const { rows, next } = answer.body as { rows: { code: string }[]; next: string | null };
    return { codes: rows.map(({ code }) => code), next };
  };
  expect(await list({ where: '{"name":"Iron"}' })).toEqual({ codes: ['b', 'd'], next: null });
  expect((await list({ order: '-code' })).codes).toEqual(['d', 'c', 'b', 'a']);
  expect((await list({ order: 'name,-code' })).codes).toEqual(['d', 'b', 'c', 'a']);
  for (const order of [{}, { order: '-code' }]) {
    const all: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: { codes: string[]; next: string | null } = await list({
        limit: '3',
        after,
        ...order,
      });
      all.push(...page.codes);
      after = page.next;
    }
    expect([...all].sort()).toEqual(['a', 'b', 'c', 'd']);
  }
});

it('saves several changes together or none of them', async () => {
  const [kept, wrong] = [id(), id()];
  const refused = await server.ask('POST', '/api/rows', [
    { table: 'item', id: kept, put: { code: 'one', name: 'One' } },
    { table: 'item', id: wrong, put: { code: 'two', name: 'Two', colour: 'red', type: 'bread' } },
  ]);
  expect(refused).toMatchObject({ status: 422, body: { code: 'site.row-check' } });
  const { faults } = (refused.body as { details: { faults: { column: string }[] } }).details;
  expect(faults.map(({ column }) => column).sort()).toEqual(['colour', 'type']);
  expect((await server.ask('GET', `/api/tables/item/rows/${kept}`)).status).toBe(404);

  const done = await server.ask('POST', '/api/rows', [
    { table: 'item', id: kept, put: { code: 'one', name: 'One' } },
    { table: 'item', id: wrong, put: { code: 'two', name: 'Two' } },
  ]);
  expect(done).toMatchObject({ status: 200, body: { rows: [{ code: 'one' }, { code: 'two' }] } });
  const gone = await server.ask('POST', '/api/rows', [{ table: 'item', id: kept, delete: true }]);
  expect(gone).toMatchObject({ status: 200, body: { rows: [] } });
});

it('does an operation and hands out its result', async () => {
  const made = await server.ask('POST', '/api/operations/create-site', {
    name: 'North',
    site_type: 'open',
  });
  expect(made).toMatchObject({ status: 200, body: { result: { site_id: 2 } } });
  const sites = await server.ask('GET', '/api/sync/sites');
  expect(sites.body).toMatchObject([{ site_id: 1 }, { site_id: 2, state: 'not enrolled' }]);
});

it('never shows the hash of a password, and takes one only as a password', async () => {
  const added = await server.ask('POST', '/api/operations/add-user', {
    username: 'amina',
    password: 'boats in the harbour',
  });
  expect(added.status).toBe(200);
  const users = await server.ask('GET', '/api/tables/user_account/rows');
  expect(JSON.stringify(users.body)).not.toMatch(/argon|password_hash/);
  const smuggled = await server.ask('POST', '/api/operations/add-user', {
    username: 'eve',
    password_hash: 'x',
  });
  expect(smuggled.status).toBe(400);
  const where = encodeURIComponent('{"password_hash":"x"}');
  expect(codeIn(await server.ask('GET', `/api/tables/user_account/rows?where=${where}`))).toBe(
    'site.bad-query',
  );
});

it('tells how it stands', async () => {
  expect(await server.ask('GET', '/api/sync/status')).toMatchObject({
    status: 200,
    body: { site_id: 1, role: 'central', state: 'idle', waiting_to_push: 0, quarantined: 0 },
  });
  expect(await server.ask('POST', '/api/sync/run', {})).toMatchObject({ status: 409 });
  expect(await server.ask('GET', '/api/quarantine')).toMatchObject({ status: 200, body: [] });
  expect(await server.ask('GET', '/api/health')).toMatchObject({ body: { status: 'ok' } });
  const metrics = await server.ask('GET', '/metrics');
  expect(metrics.body).toContain('\natoll_quarantined 0\n');
});

it('shows its state on a page that loads nothing and escapes everything', async () => {
  const page = await server.ask('GET', '/');
  expect(page.body).toContain('Central &lt;Medical&gt; Stores');
  expect(page.body).not.toMatch(/<script|<Medical>/);
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/style-src 'sha256-[\w+/=]+'/);
});

it('[A5] says 507 when the disk is full, and goes on reading', async () => {
  const row = id();
  await server.ask('PUT', `/api/tables/unit/rows/${row}`, { name: 'Tablet' });
  server.disk.full = true;
  const refused = await server.ask('PUT', `/api/tables/unit/rows/${row}`, { name: 'Vial' });
  expect(refused.status).toBe(507);
  const operation = { name: 'North', site_type: 'open' };
  expect((await server.ask('POST', '/api/operations/create-site', operation)).status).toBe(507);
  expect((await server.ask('GET', `/api/tables/unit/rows/${row}`)).body).toMatchObject({
    name: 'Tablet',
  });
  server.disk.full = false;
  expect((await server.ask('PUT', `/api/tables/unit/rows/${row}`, { name: 'Vial' })).status).toBe(
    200,
  );
  expect(server.log).toEqual([]);
});

it.each(['application/json', 'application/x-www-form-urlencoded', 'text/plain'])(
  'takes a call without a body for what it is, whatever %s it is called',
  async (type) => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/sync/run',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': type },
    });
    expect(answer.json()).toMatchObject({ code: 'site.no-link' });
  },
);
