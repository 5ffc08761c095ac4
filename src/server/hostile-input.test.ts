// Whatever a caller sends is answered with a refusal in the one form, and never with a 500.
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newId } from '#base';
import { nodeHost } from '#host';
import { answered, type Method, type OpenServer, openServer } from './testing/open-server.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
});
afterEach(() => {
  expect(server.log.splice(0)).toEqual([]);
});
afterAll(() => server.close());

const ROW = newId(nodeHost.clock, nodeHost.random);
const ITEM = `/api/tables/item/rows/${ROW}`;
const GOOD = { code: 'c', name: 'n' };
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const query = (text: string) => `/api/tables/item/rows?${text}`;

interface Sent {
  readonly method: Method | 'PATCH' | 'OPTIONS' | 'HEAD';
  readonly url: string;
  readonly body?: string | Buffer;
  readonly type?: string;
  readonly status: number;
  /** A name in the details or the message that tells what is wrong. */
  readonly names?: string;
}

const put = (body: unknown, status: number, names?: string): Sent => ({
  method: 'PUT',
  url: ITEM,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  status,
  ...(names !== undefined && { names }),
});
const get = (url: string, status: number, names?: string): Sent => ({
  method: 'GET',
  url,
  status,
  ...(names !== undefined && { names }),
});
const post = (url: string, body: string, status: number, names?: string): Sent => ({
  method: 'POST',
  url,
  body,
  status,
  ...(names !== undefined && { names }),
});

const table: readonly Sent[] = [
  // bodies
  put('', 400),
  put('{', 400, 'JSON'),
  put('nonsense', 400, 'JSON'),
  put('null', 400),
  put('[]', 400),
  put('"text"', 400),
  put('7', 400),
  put('{"code":NaN}', 400),
  put('{"code":"c","name":"n","name":"m"}', 400, 'name'),
  put(deep(1_000), 400, 'deep'),
  put('['.repeat(200_000), 400, 'deep'),
  { ...put(GOOD, 400), type: 'text/plain' },
  { ...put(GOOD, 400), type: 'application/xml' },
  { ...put(GOOD, 400), type: 'multipart/form-data; boundary=x' },
  { ...put(GOOD, 400), type: 'rubbish' },
  { method: 'PUT', url: ITEM, body: Buffer.from([0xff, 0xfe, 0x00]), status: 400 },
  { method: 'PUT', url: ITEM, body: Buffer.alloc(33 * 1024 * 1024, 32), status: 413 },
  // columns
  put({ ...GOOD, colour: 'red' }, 422, 'colour'),
  put('{"code":"c","name":"n","__proto__":{"code":"x"}}', 422, '__proto__'),
  put('{"code":"c","name":"n","constructor":1}', 422, 'constructor'),
  put({ code: 'c' }, 422, 'name'),
  put({ ...GOOD, name: 7 }, 422, 'name'),
  put({ ...GOOD, name: null }, 422, 'name'),
  put({ ...GOOD, name: ['n'] }, 422, 'name'),
  put({ ...GOOD, name: 'x'.repeat(100_000) }, 422, 'name'),
  put('{"code":"c","name":"\\ud800"}', 422, 'name'),
  put('{"code":"c","name":"a\\u0000b"}', 422, 'name'),
  put({ ...GOOD, type: 'bread' }, 422, 'type'),
  put({ ...GOOD, default_pack_size: 'NaN' }, 422, 'default_pack_size'),
  put({ ...GOOD, default_pack_size: '1e400' }, 422, 'default_pack_size'),
  put('{"code":"c","name":"n","default_pack_size":1e400}', 422, 'default_pack_size'),
  put({ ...GOOD, default_pack_size: '0.1234567' }, 422, 'default_pack_size'),
  put({ ...GOOD, row_version: 9 }, 422, 'row_version'),
  put({ ...GOOD, created_at: '2020-01-01T00:00:00.000Z' }, 422, 'created_at'),
  put({ ...GOOD, id: newId(nodeHost.clock, nodeHost.random) }, 422, 'id'),
  // addresses
  { ...put(GOOD, 400), url: '/api/tables/item/rows/1' },
  { ...put(GOOD, 400), url: "/api/tables/item/rows/'%20or%201=1" },
  { ...put(GOOD, 400), url: '/api/tables/item/rows/%00' },
  { ...put(GOOD, 404), url: `/api/tables/bread/rows/${ROW}` },
  { ...put(GOOD, 404), url: `/api/tables/__proto__/rows/${ROW}` },
  { ...put(GOOD, 404), url: `/api/tables/constructor/rows/${ROW}` },
  { ...put(GOOD, 404), url: `/api/tables/facts/rows/${ROW}` },
  { method: 'DELETE', url: ITEM, status: 404 },
  { method: 'DELETE', url: '/api/tables/item/rows/x', status: 400 },
  get(`/api/tables/${'a'.repeat(5_000)}/rows`, 400),
  get('/api/tables/%E0%A4%A/rows', 400),
  get('/api/tables/%ff/rows', 400),
  get('/api/tables/bread/rows', 404),
  get('/api/tables/peer/rows', 404),
  get('/api/nothing', 404),
  get('/../../etc/passwd', 404),
  get('//evil.example/', 404),
  get('/api/tables/item/rows/', 404),
  { method: 'PATCH', url: ITEM, status: 405 },
  { method: 'OPTIONS', url: ITEM, status: 405 },
  { method: 'DELETE', url: '/api/health', status: 405 },
  { method: 'GET', url: '/api/sign-in', status: 405 },
  { method: 'GET', url: '/sync/v1', status: 405 },
  // queries
  get(query('limit=ten'), 400, 'limit'),
  get(query('limit=-1'), 400, 'limit'),
  get(query('limit=0'), 400, 'limit'),
  get(query('limit=1e9'), 400, 'limit'),
  get(query('limit=1&limit=2'), 400, 'limit'),
  get(query('where=code'), 400, 'where'),
  get(query('where=[]'), 400, 'where'),
  get(query('where=null'), 400, 'where'),
  get(query('where=7'), 400, 'where'),
  get(query(`where=${encodeURIComponent('{"colour":"red"}')}`), 400, 'colour'),
  get(query(`where=${encodeURIComponent('{"__proto__":1}')}`), 400, '__proto__'),
  get(query(`where=${encodeURIComponent('{"code":{"a":1}}')}`), 400, 'code'),
  get(query(`where=${encodeURIComponent('{"default_pack_size":"x"}')}`), 400, 'default_pack_size'),
  get(query(`where=${encodeURIComponent(deep(100))}`), 400, 'where'),
  get(query('order=colour'), 400, 'colour'),
  get(query('order=-'), 400),
  get(query('order=,'), 400),
  get(query('order=__proto__'), 400),
  get(query('order=code;drop table item'), 400),
  get(query('order=code&after=x'), 400, 'after'),
  get(query('order=code&after=-1'), 400, 'after'),
  get(query('page=2'), 400, 'page'),
  get(query('where[code]=x'), 400),
  // several rows
  post('/api/rows', '{}', 400),
  post('/api/rows', '[{}]', 400, 'table'),
  post('/api/rows', `[{"table":"item","id":"${ROW}"}]`, 400, '[0]'),
  post('/api/rows', `[{"table":"item","id":"${ROW}","put":{},"delete":true}]`, 400, '[0]'),
  post('/api/rows', `[{"table":"item","id":"${ROW}","delete":false}]`, 400, '[0]'),
  post('/api/rows', `[{"table":"item","id":7,"put":{}}]`, 400, 'id'),
  post('/api/rows', `[{"table":"bread","id":"${ROW}","put":{}}]`, 404, 'bread'),
  post('/api/rows', '[{"table":"item","id":"x","put":{}}]', 400),
  post('/api/rows', `[${'0,'.repeat(60_000)}0]`, 400),
  // operations
  post('/api/operations/nonsense', '{}', 404, 'nonsense'),
  post('/api/operations/__proto__', '{}', 404),
  post('/api/operations/create-site', '{}', 400, 'name'),
  post('/api/operations/create-site', '[]', 400),
  post('/api/operations/create-site', '{"name":"x","site_type":"open","more":1}', 400, 'more'),
  post('/api/operations/create-site', '{"name":"\\ud800","site_type":"open"}', 400, 'name'),
  post('/api/operations/confirm-invoice', '{"invoice_id":"x"}', 400, 'invoice_id'),
  post('/api/operations/confirm-invoice', `{"invoice_id":"${ROW}"}`, 404),
  // signing in
  post('/api/sign-in', '{}', 400, 'username'),
  post('/api/sign-in', '{"username":7,"password":{}}', 400, 'username'),
  post('/api/sign-in', '{"username":"\\u0000","password":"x"}', 400, 'username'),
];

it.each(table.map((sent, i) => [i + 1, said(sent), sent] as const))(
  '[RF1, RF2] no. %i %s',
  async (_number, _said, { method, url, body, type = 'application/json', status, names }) => {
    const response = await server.app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${server.token}`,
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { payload: body }),
    });
    const answer = answered(response);
    const { details } = answer.body as { details: object };
    expect(answer.body).toEqual({
      code: expect.stringMatching(/^[a-z]+\.[a-z-]+$/),
      message: expect.stringMatching(/^\S.*[.!?]$/s),
      details: expect.any(Object),
      next: expect.stringMatching(/^\S/),
    });
    expect(answer.status).toBe(status);
    if (names !== undefined)
      expect(
        `${JSON.stringify(details)} ${(answer.body as { message: string }).message}`,
      ).toContain(names);
  },
);

it.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  `Bearer ${'x'.repeat(300)}`,
  'Bearer wrong',
  'Basic YWRtaW46YWRtaW4=',
  'bearer ünïcode',
])('lets nobody in with the header %s', async (authorization) => {
  const { statusCode } = await server.app.inject({
    url: '/api/tables',
    headers: authorization === undefined ? {} : { authorization },
  });
  expect(statusCode).toBe(401);
});

it.each([
  ['/sync/v1', '', 401],
  ['/sync/v1', 'rubbish', 401],
  ['/sync/v1', Buffer.alloc(5 * 1024 * 1024, 1), 413],
  // This central makes no copies: what it says is said by the door for them.
  ['/sync/v1/copy', '', 401],
  ['/sync/v1/enrol', '', 400],
  ['/sync/v1/enrol', '{"code":"X"}', 400],
  ['/sync/v1/enrol', '['.repeat(100_000), 400],
  ['/sync/v1/enrol', '{"code":"X","public_key":"no key"}', 400],
  ['/sync/v1/enrol', Buffer.alloc(5 * 1024 * 1024, 1), 413],
] as const)('lets no stranger through the door at %s', async (url, payload, status) => {
  const response = await server.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.from(payload),
  });
  expect(response.statusCode).toBe(status);
  expect(response.body).toMatch(/"code":"[a-z]+\.[a-z-]+"/);
});

it('[RF2] answers what is not HTTP, and goes on', async () => {
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.app.server.address() as { port: number };
  for (const bytes of [
    'hello\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /\u0000 HTTP/1.1\r\nhost: x\r\n\r\n',
    `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
    'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: -5\r\n\r\n',
    'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  ])
    expect(await firstLine(port, bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
});

function firstLine(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (text.includes('\r\n')) socket.destroy();
    });
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });
}

function said({ method, url, body, type, status }: Sent): string {
  const sent = body === undefined ? '' : ` ${String(body).slice(0, 60)}`;
  return `${method} ${url.slice(0, 80)}${sent}${type === undefined ? '' : ` as ${type}`}: ${status}`;
}
