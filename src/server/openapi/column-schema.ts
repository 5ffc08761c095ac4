import type { JsonSchema } from '#base';
import { allColumns, type Column, closedReason, type Table } from '#dictionary';

/** A row of the table as the API shows it. */
export function rowSchemaOf(table: Table): JsonSchema {
  const shown = Object.entries(allColumns(table)).filter(([, column]) => column.secret !== true);
  return {
    type: 'object',
    title: table.title,
    properties: Object.fromEntries(shown.map(([name, column]) => [name, valueSchema(column)])),
    required: shown.map(([name]) => name),
    additionalProperties: false,
  };
}

/** The columns that a caller may set; none of them must be given when the row exists. */
export function editSchemaOf(table: Table): JsonSchema {
  const open = Object.entries(table.columns).filter(
    ([name]) => closedReason(table, name) === undefined,
  );
  return {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      ...Object.fromEntries(open.map(([name, column]) => [name, givenSchema(column)])),
    },
    additionalProperties: false,
  };
}

function givenSchema(column: Column): JsonSchema {
  return column.kind === 'decimal'
    ? nullable(column, { type: ['string', 'number'] })
    : valueSchema(column);
}

function valueSchema(column: Column): JsonSchema {
  const schema = {
    ...bareSchema(column),
    ...(column.note !== undefined && { description: column.note }),
  };
  return nullable(column, schema);
}

function nullable(column: Column, schema: JsonSchema): JsonSchema {
  return column.required ? schema : { anyOf: [schema, { type: 'null' }] };
}

function bareSchema(column: Column): JsonSchema {
  switch (column.kind) {
    case 'id':
    case 'ref':
      return { type: 'string', format: 'uuid' };
    case 'text':
      return { type: 'string', ...(column.max !== undefined && { maxLength: column.max }) };
    case 'choice':
      return { enum: column.values ?? [] };
    case 'decimal':
      return { type: 'string', pattern: '^-?\\d+(\\.\\d{1,6})?$' };
    case 'integer':
      return { type: 'integer' };
    case 'boolean':
      return { type: 'boolean' };
    case 'day':
      return { type: 'string', format: 'date' };
    case 'moment':
      return { type: 'string', format: 'date-time' };
    case 'json':
      return {};
  }
}
