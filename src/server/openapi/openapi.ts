// The description of the API, made from what makes the API: the routes, the dictionary, the shapes of operations.
import type { JsonSchema } from '#base';
import { atollDictionary, type Table } from '#dictionary';
import type { Route } from '../route.ts';
import { PASSWORD_OPERATIONS } from '../routes/operation-routes.ts';
import type { ServerContext } from '../server-context.ts';
import { editSchemaOf, rowSchemaOf } from './column-schema.ts';
import { refusalSchema } from './schemas.ts';

export interface Described {
  readonly context: Pick<ServerContext, 'site' | 'appVersion'>;
  readonly routes: readonly Route[];
}

type PathItem = Readonly<Record<string, unknown>>;

export function openApi({ context, routes }: Described): JsonSchema {
  const paths = new Map<string, Record<string, unknown>>();
  for (const route of routes) {
    for (const [path, item] of pathsOf(context, route)) {
      paths.set(path, { ...paths.get(path), [route.method.toLowerCase()]: item });
    }
  }
  const tables = atollDictionary.tables;
  return {
    openapi: '3.1.0',
    info: {
      title: 'Atoll',
      version: context.appVersion,
      description:
        'Every call answers a refusal in one form: a stable code, a sentence, what it is about, and what to do next.',
    },
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Refusal: refusalSchema,
        ...Object.fromEntries(tables.map((table) => [table.name, rowSchemaOf(table)])),
        ...Object.fromEntries(tables.map((table) => [`${table.name}.edit`, editSchemaOf(table)])),
      },
    },
    security: [{ session: [] }],
  };
}

/** A route about any table or operation is described once for each of them. */
function pathsOf(
  { site }: Described['context'],
  route: Route,
): readonly (readonly [string, PathItem])[] {
  if (route.url.includes(':table'))
    return atollDictionary.tables.map((table) => [
      pathOf(route.url.replace(':table', table.name)),
      itemOf(forTable(route, table)),
    ]);
  if (route.url.includes(':operation'))
    return [...site.api.operations(), ...PASSWORD_OPERATIONS].map(({ name, title, input }) => [
      pathOf(route.url.replace(':operation', name)),
      itemOf({ ...route, title, body: input }),
    ]);
  return [[pathOf(route.url), itemOf(route)]];
}

function forTable(route: Route, table: Table): Route {
  const row = { $ref: `#/components/schemas/${table.name}` };
  const isList = !route.url.includes(':id');
  const answers = Object.fromEntries(
    Object.entries(route.answers).map(([status, { says, schema }]) => {
      if (schema === undefined || Number(status) >= 300)
        return [status, { says, ...(schema && { schema }) }];
      return [status, { says, schema: isList ? pageOf(row) : row }];
    }),
  );
  return {
    ...route,
    title: `${table.title}: ${route.title.charAt(0).toLowerCase()}${route.title.slice(1)}`,
    answers,
    parameters: (route.parameters ?? []).filter(({ name }) => name !== 'table'),
    ...(route.body !== undefined && {
      body: { $ref: `#/components/schemas/${table.name}.edit` },
    }),
  };
}

function pageOf(row: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: {
      rows: { type: 'array', items: row },
      next: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    },
    required: ['rows', 'next'],
  };
}

function itemOf(route: Route): PathItem {
  const answers = {
    ...route.answers,
    ...(route.open !== true && { 401: { says: 'Not signed in', schema: refusalSchema } }),
    ...(route.body !== undefined && {
      400: { says: 'The request is not sound', schema: refusalSchema },
      413: { says: 'The body is too large', schema: refusalSchema },
    }),
  };
  return {
    summary: route.title,
    ...(route.open === true && { security: [] }),
    ...(route.parameters !== undefined && {
      parameters: route.parameters.map(({ says, ...parameter }) => ({
        ...parameter,
        description: says,
      })),
    }),
    ...(route.body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: route.body } } },
    }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, { says, schema }]) => [
        status,
        {
          description: says,
          ...(schema !== undefined && {
            content: {
              'application/json': {
                schema:
                  schema === refusalSchema ? { $ref: '#/components/schemas/Refusal' } : schema,
              },
            },
          }),
        },
      ]),
    ),
  };
}

function pathOf(url: string): string {
  return url.replaceAll(/:(\w+)/g, '{$1}');
}
