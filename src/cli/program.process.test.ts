// The commands as people type them, each a process of its own; servers that are stopped, and servers that are killed.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, valueOf } from '#base';
import type { Row } from '#dictionary';
import { nodeHost } from '#host';
import { type ApiClient, apiClient } from '#server';
import { command, type Serving, serving } from './testing/command.ts';

const PASSWORD = 'admin-password';
let root = '';
let servers: Serving[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'atoll-commands-'));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.end('SIGKILL');
  rmSync(root, { recursive: true });
});

const folder = (name: string) => join(root, name);

async function serve(name: string): Promise<Serving> {
  const server = await serving(folder(name));
  servers.push(server);
  return server;
}

async function signedIn({ url }: Serving): Promise<ApiClient> {
  const stranger = apiClient({ url, token: 'none' });
  const answer = valueOf(
    await stranger.post('/api/sign-in', { username: 'admin', password: PASSWORD }),
  );
  return apiClient({ url, token: String((answer as Row)['token']) });
}

async function central(): Promise<{ readonly server: Serving; readonly api: ApiClient }> {
  const made = await command([
    'init',
    'central',
    '--data',
    folder('central'),
    '--name',
    'Central',
    '--admin-password',
    PASSWORD,
  ]);
  expect(made).toMatchObject({ code: 0, err: '' });
  const server = await serve('central');
  return { server, api: await signedIn(server) };
}

const does = async (api: ApiClient, operation: string, input: Row): Promise<Row> =>
  (valueOf(await api.post(`/api/operations/${operation}`, input)) as { result: Row }).result;

const initSite = (name: string, url: string, code: unknown) => [
  ...['init', 'site', '--data', folder(name), '--central', url],
  ...['--code', String(code), '--admin-password', PASSWORD],
];

test('[EN1] a country of two is made with commands, and an item travels', async () => {
  const { server, api } = await central();
  const { code, site_id } = await does(api, 'create-site', { name: 'North', site_type: 'open' });

  expect(await command(initSite('wrong', server.url, 'AAAA-BBBB'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('(sync.code-wrong)'),
  });
  expect(await command(initSite('north', server.url, code))).toMatchObject({ code: 0 });
  expect(await command(initSite('second', server.url, code))).toMatchObject({
    code: 1,
    err: expect.stringContaining('(sync.code-used)'),
  });

  const item = newId(nodeHost.clock, nodeHost.random);
  valueOf(await api.put(`/api/tables/item/rows/${item}`, { code: 'ors', name: 'ORS' }));
  const sync = await command(['sync', '--data', folder('north'), '--json']);
  expect(sync).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(sync.out)).toMatchObject({ pulled: 1, pushed: 0, error: null });

  const north = await serve('north');
  const there = await signedIn(north);
  expect(valueOf(await there.get(`/api/tables/item/rows/${item}`))).toMatchObject({ name: 'ORS' });
  const status = await command(['status', '--data', folder('north'), '--json']);
  expect(JSON.parse(status.out)).toMatchObject({ site_id, role: 'remote', waiting_to_push: 0 });
  const page = await fetch(north.url);
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await page.text()).toContain('North');
});

test('[EN3] a folder has one server; commands find it, and a killed one is no obstacle', async () => {
  const { server } = await central();
  expect(await command(['serve', '--data', folder('central'), '--port', '0'])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('(database.folder-in-use)'),
  });
  const status = () => command(['status', '--data', folder('central'), '--json']);
  expect(await status()).toMatchObject({ code: 0 });

  expect(await server.end('SIGTERM')).toBe(0);
  expect(existsSync(join(folder('central'), 'server.json'))).toBe(false);

  const again = await serve('central');
  await again.end('SIGKILL');
  expect(existsSync(join(folder('central'), 'server.json'))).toBe(true);
  expect(await status()).toMatchObject({ code: 0, err: '' });
});

test('keys and passwords in a data folder are for its owner alone', async () => {
  const { server } = await central();
  for (const file of ['device.json', 'config.json', 'server.json'])
    expect([file, statSync(join(folder('central'), file)).mode & 0o077]).toEqual([file, 0]);
  expect(statSync(folder('central')).mode & 0o077).toBe(0);
  await server.end('SIGTERM');
});

test('[EN2] a first download that is killed again and again goes on with the same command', async () => {
  const { server, api } = await central();
  const items = Array.from({ length: 3_000 }, (_, i) => ({
    table: 'item',
    id: newId(nodeHost.clock, nodeHost.random),
    put: { code: `c${i}`, name: `Item ${i}` },
  }));
  valueOf(await api.post('/api/rows', items));
  const { code } = await does(api, 'create-site', { name: 'North', site_type: 'open' });
  let kills = 0;
  for (let killAfter = 500; ; killAfter *= 1.2) {
    const ran = await command(initSite('north', server.url, code), { killAfter });
    if (ran.code === 0) break;
    expect(ran.code, ran.err).toBe(null);
    kills += 1;
    if (kills === 30) throw new Error('It never came to an end.');
  }
  expect(kills).toBeGreaterThan(0);
  const there = await command(['export', 'item', '--data', folder('north'), '--format', 'json']);
  const atCentral = await command([
    'export',
    'item',
    '--data',
    folder('central'),
    '--format',
    'json',
  ]);
  expect(JSON.parse(there.out)).toHaveLength(3_000);
  expect(JSON.parse(there.out)).toEqual(JSON.parse(atCentral.out));
});
