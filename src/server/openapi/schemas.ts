// JSON Schemas of what the API says; what it takes is described by the shapes that parse it.
import type { JsonSchema } from '#base';
import { MOST_COUNTED } from '#site';
import type { Parameter } from '../route.ts';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const yesNo = { type: 'boolean' } as const;
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const moment = { type: 'string', format: 'date-time' } as const;

function closed(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

export const refusalSchema = closed({
  code: text,
  message: text,
  details: { type: 'object' },
  next: text,
});

const storedRefusal: JsonSchema = {
  type: 'object',
  properties: { code: text, message: text },
  required: ['code', 'message'],
};

/** A row of any table; the paths of each table name its own. */
export const rowSchema: JsonSchema = { type: 'object' };

export const pagedRows: JsonSchema = closed({
  rows: { type: 'array', items: rowSchema },
  next: orNull(text),
});

const syncType: JsonSchema = {
  enum: [
    'central',
    'dispensary',
    'central_store',
    'name',
    'store',
    'transfer',
    'patient',
    'message',
    'sync',
    'local',
  ],
};
const texts: JsonSchema = { type: 'array', items: text };
const editedAt = closed({ normal: text, mirrored: text });

export const tablesSchema: JsonSchema = {
  type: 'array',
  items: closed({
    name: text,
    title: text,
    sync_type: syncType,
    edited_at: editedAt,
    sent_to: texts,
    conditions: texts,
    cases: {
      type: 'array',
      items: closed({ when: text, sync_type: syncType, edited_at: editedAt, sent_to: texts }),
    },
    notes: texts,
    columns: {
      type: 'array',
      items: closed({
        name: text,
        kind: text,
        required: yesNo,
        ref: orNull(text),
        may_be_hidden: yesNo,
      }),
    },
    editable_here: yesNo,
  }),
};

export const changesBody: JsonSchema = {
  type: 'array',
  maxItems: 50_000,
  items: {
    type: 'object',
    properties: {
      table: text,
      id: { type: 'string', format: 'uuid' },
      put: { type: 'object' },
      delete: { const: true },
    },
    required: ['table', 'id'],
    oneOf: [{ required: ['put'] }, { required: ['delete'] }],
    additionalProperties: false,
  },
};

export const changesReply = closed({ rows: { type: 'array', items: rowSchema } });

export const syncStatusSchema = closed({
  site_id: { type: 'integer', minimum: 1 },
  role: { enum: ['central', 'primary', 'remote'] },
  state: { enum: ['idle', 'running', 'paused', 'initialising', 'stopped'] },
  waiting_to_push: count,
  last_attempt_at: orNull(moment),
  last_success_at: orNull(moment),
  error: orNull(storedRefusal),
  quarantined: count,
  refused_consequences: count,
});

export const syncRunSchema = closed({
  pushed: count,
  pulled: count,
  quarantined: count,
  error: orNull(storedRefusal),
  duration_ms: count,
});

export const siteOverviewSchema = closed({
  site_id: { type: 'integer', minimum: 1 },
  name: text,
  site_type: text,
  state: text,
  waiting_for_site: { ...count, maximum: MOST_COUNTED, description: 'Exact below the maximum' },
  last_connection_at: orNull(moment),
  last_success_at: orNull(moment),
  app_version: orNull(text),
  error: orNull(text),
  quarantined: count,
});

export const consequencesSchema: JsonSchema = {
  type: 'array',
  items: closed({ table: text, id: text, code: text, message: text }),
};

export const quarantineSchema: JsonSchema = {
  type: 'array',
  items: closed({
    id: text,
    site_id: { type: 'integer', minimum: 1 },
    position: { type: 'integer', minimum: 1 },
    at: moment,
    refusal: closed({ code: text, message: text }),
    changes: {
      type: 'array',
      items: closed({ table: text, sent: rowSchema, here: orNull(rowSchema) }),
    },
  }),
};

export const healthSchema = closed({
  status: { const: 'ok' },
  site_id: { type: 'integer', minimum: 1 },
  role: { enum: ['central', 'primary', 'remote'] },
  version: text,
});

export const personSchema = closed({ user_id: { type: 'string', format: 'uuid' }, username: text });

export const tableParameter: Parameter = {
  name: 'table',
  in: 'path',
  required: true,
  says: 'The name of a table',
  schema: text,
};

export const rowParameters: readonly Parameter[] = [
  {
    name: 'limit',
    in: 'query',
    required: false,
    says: 'Rows on a page',
    schema: { type: 'integer', minimum: 1, maximum: 1_000, default: 100 },
  },
  {
    name: 'after',
    in: 'query',
    required: false,
    says: 'The `next` of the page before',
    schema: text,
  },
  {
    name: 'where',
    in: 'query',
    required: false,
    says: 'A JSON object: only rows with these values',
    schema: { type: 'string', contentMediaType: 'application/json' },
  },
  {
    name: 'order',
    in: 'query',
    required: false,
    says: 'Columns with commas between, a `-` in front for descending; by id unless given',
    schema: text,
  },
];
