import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenServer, openServer } from '../testing/open-server.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, PathItem>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface PathItem {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}
type Schema = Readonly<Record<string, unknown>>;

let server: OpenServer;
let document: Document;
beforeAll(async () => {
  server = await openServer();
  document = (await server.ask('GET', '/api/openapi.json')).body as Document;
});
afterAll(() => server.close());

/** Other sites come in there with a protocol of their own. */
const NOT_FOR_PROGRAMS = /^\/sync\/v1/;

it('describes every route that the server has', () => {
  const real = routesIn(server.app.printRoutes({ commonPrefix: false }));
  expect(real.length).toBeGreaterThan(15);
  const described = new Set(
    Object.entries(document.paths).flatMap(([path, items]) =>
      Object.keys(items).map((method) => `${method.toUpperCase()} ${path}`),
    ),
  );
  const missing = real.filter(
    ({ method, url }) =>
      method !== 'HEAD' &&
      !NOT_FOR_PROGRAMS.test(url) &&
      !described.has(
        `${method} ${url
          .replace(':table', 'item')
          .replace(':operation', 'create-site')
          .replaceAll(/:(\w+)/g, '{$1}')}`,
      ),
  );
  expect(missing).toEqual([]);
});

it('describes every operation and the rows of every table', async () => {
  for (const { name } of server.site.api.operations())
    expect(document.paths[`/api/operations/${name}`]).toBeDefined();
  for (const { name } of server.site.api.tables())
    expect(document.paths[`/api/tables/${name}/rows/{id}`]).toBeDefined();
});

it('names nothing that it does not hold', () => {
  const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  for (const [, name = ''] of references)
    expect(Object.keys(document.components.schemas)).toContain(name);
});

it('says what the server says', async () => {
  const id = '01938f00-0000-7000-8000-000000000001';
  const asked = [
    ['PUT', `/api/tables/item/rows/${id}`, '/api/tables/item/rows/{id}', { code: 'c', name: 'n' }],
    ['PUT', `/api/tables/item/rows/${id}`, '/api/tables/item/rows/{id}', { name: 'm' }],
    ['PUT', `/api/tables/item/rows/${id}`, '/api/tables/item/rows/{id}', { colour: 'red' }],
    ['GET', `/api/tables/item/rows/${id}`, '/api/tables/item/rows/{id}'],
    ['GET', '/api/tables/item/rows', '/api/tables/item/rows'],
    ['GET', '/api/tables/site/rows', '/api/tables/site/rows'],
    ['GET', '/api/tables/user_account/rows', '/api/tables/user_account/rows'],
    ['GET', '/api/tables', '/api/tables'],
    ['POST', '/api/rows', '/api/rows', [{ table: 'item', id, put: { name: 'o' } }]],
    [
      'POST',
      '/api/operations/create-site',
      '/api/operations/create-site',
      { name: 'North', site_type: 'open' },
    ],
    ['GET', '/api/sync/status', '/api/sync/status'],
    ['GET', '/api/sync/sites', '/api/sync/sites'],
    ['POST', '/api/sync/run', '/api/sync/run', {}],
    ['GET', '/api/quarantine', '/api/quarantine'],
    ['GET', '/api/health', '/api/health'],
  ] as const;
  for (const [method, url, path, body] of asked) {
    const answer = await server.ask(method, url, body);
    const schema =
      document.paths[path]?.[method.toLowerCase()]?.responses[answer.status]?.content?.[
        'application/json'
      ]?.schema;
    expect({ url, status: answer.status, isDescribed: schema !== undefined }).toEqual({
      url,
      status: answer.status,
      isDescribed: true,
    });
    expect({ url, faults: faultsOf(schema ?? {}, answer.body, '') }).toEqual({ url, faults: [] });
  }
});

/** Where a value differs from a schema, for the keywords that the document uses. */
function faultsOf(schema: Schema, value: unknown, at: string): readonly string[] {
  const { $ref, anyOf, type, enum: values, const: only, pattern } = schema;
  if (typeof $ref === 'string')
    return faultsOf(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, value, at);
  if (Array.isArray(anyOf)) {
    const fits = anyOf.some((each: Schema) => faultsOf(each, value, at).length === 0);
    return fits ? [] : [`${at} fits none of ${JSON.stringify(anyOf).slice(0, 200)}`];
  }
  if (Array.isArray(values)) return values.includes(value) ? [] : [`${at} is not one of ${values}`];
  if (only !== undefined) return only === value ? [] : [`${at} is not ${String(only)}`];
  if (type !== undefined && ![type].flat().includes(typeOf(value)))
    return type === 'number' && typeOf(value) === 'integer' ? [] : [`${at} is no ${String(type)}`];
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(String(value)))
    return [`${at} does not look like ${pattern}`];
  if (Array.isArray(value))
    return value.flatMap((each, i) =>
      faultsOf((schema['items'] ?? {}) as Schema, each, `${at}[${i}]`),
    );
  return typeOf(value) === 'object' ? memberFaults(schema, value as object, at) : [];
}

function memberFaults(schema: Schema, value: object, at: string): readonly string[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const missing = required.filter((key) => !Object.hasOwn(value, key));
  const faults = Object.entries(value).flatMap(([key, member]) => {
    const known = properties[key];
    if (known !== undefined) return faultsOf(known, member, `${at}.${key}`);
    return schema['additionalProperties'] === false ? [`${at}.${key} is not described`] : [];
  });
  return [...missing.map((key) => `${at}.${key} is missing`), ...faults];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** The routes in the tree that the server prints: one line a node, four characters a level. */
function routesIn(tree: string): readonly { readonly method: string; readonly url: string }[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const match = /^([│ ├└─]*)(\S+)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (match === null) return [];
    const [, indent = '', part = '', methods = ''] = match;
    const level = indent.length / 4 - 1;
    const url = `${level === 0 ? '' : (above[level - 1] ?? '')}${part}`;
    above[level] = url;
    return methods
      .split(', ')
      .filter((method) => method !== '')
      .map((method) => ({ method, url }));
  });
}
