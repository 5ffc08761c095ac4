import { anything, flag, list, object, ok, type Result, record, refused, text } from '#base';
import type { Row } from '#dictionary';
import type { RowChange, Session } from '#site';
import { parsedBody } from '../body.ts';
import {
  changesBody,
  changesReply,
  pagedRows,
  refusalSchema,
  rowParameters,
  rowSchema,
  tableParameter,
  tablesSchema,
} from '../openapi/schemas.ts';
import { badBody } from '../refusals.ts';
import type { SessionRoute } from '../route.ts';
import type { ServerContext } from '../server-context.ts';
import { parseRowQuery } from './parse-query.ts';

const columnsShape = record(anything(12));
const changesShape = list(
  object({ table: text({ max: 64 }), id: text({ max: 64 }), put: columnsShape, delete: flag() }, [
    'put',
    'delete',
  ]),
  { max: 50_000 },
);

export function rowRoutes({ site, changed }: ServerContext): readonly SessionRoute[] {
  const { api } = site;
  return [
    {
      method: 'GET',
      url: '/api/tables',
      title: 'The tables, their columns, who edits and who receives them',
      answers: { 200: { says: 'All tables', schema: tablesSchema } },
      run: async () => ok(api.tables()),
    },
    {
      method: 'GET',
      url: '/api/tables/:table/rows',
      title: 'Rows of a table that are not deleted, a page at a time',
      parameters: [tableParameter, ...rowParameters],
      answers: {
        200: { says: 'A page, and where the next one begins', schema: pagedRows },
        400: { says: 'The query cannot be answered', schema: refusalSchema },
        404: { says: 'No such table', schema: refusalSchema },
      },
      async run(session, request) {
        const query = parseRowQuery(request.query as Record<string, unknown>);
        return query.ok ? api.rows(session, tableIn(request.params), query.value) : query;
      },
    },
    {
      method: 'GET',
      url: '/api/tables/:table/rows/:id',
      title: 'One row',
      parameters: [tableParameter, idParameter],
      answers: {
        200: { says: 'The row', schema: rowSchema },
        404: { says: 'No such table or row', schema: refusalSchema },
      },
      run: (session, { params }) => api.row(session, tableIn(params), idIn(params)),
    },
    {
      method: 'PUT',
      url: '/api/tables/:table/rows/:id',
      title: 'Make the row, or change the columns given',
      parameters: [tableParameter, idParameter],
      body: { type: 'object' },
      answers: {
        200: { says: 'Changed', schema: rowSchema },
        201: { says: 'Created', schema: rowSchema },
        403: { says: 'Not allowed: to this person, or at this site', schema: refusalSchema },
        409: { says: 'The state of things is against it', schema: refusalSchema },
        422: { says: 'The row is not sound; one entry a column', schema: refusalSchema },
      },
      async run(session, { params, body }, reply) {
        const columns = parsedBody(columnsShape, body);
        if (!columns.ok) return columns;
        const put = await api.putRow(session, tableIn(params), idIn(params), columns.value as Row);
        if (!put.ok) return put;
        changed([tableIn(params), idIn(params)]);
        reply.code(put.value.created ? 201 : 200);
        return ok(put.value.row);
      },
    },
    {
      method: 'DELETE',
      url: '/api/tables/:table/rows/:id',
      title: 'Delete the row',
      parameters: [tableParameter, idParameter],
      answers: {
        204: { says: 'Deleted' },
        403: { says: 'Not allowed: to this person, or at this site', schema: refusalSchema },
        404: { says: 'No such table or row', schema: refusalSchema },
        409: { says: 'The state of things is against it', schema: refusalSchema },
      },
      async run(session, { params }) {
        const gone = await api.deleteRow(session, tableIn(params), idIn(params));
        if (gone.ok) changed([tableIn(params), idIn(params)]);
        return gone;
      },
    },
    {
      method: 'POST',
      url: '/api/rows',
      title: 'Several changes in one unit of work: all or nothing',
      body: changesBody,
      answers: {
        200: { says: 'The rows that were put', schema: changesReply },
        403: { says: 'Not allowed: to this person, or at this site', schema: refusalSchema },
        409: { says: 'The state of things is against it', schema: refusalSchema },
        422: { says: 'A row is not sound; one entry a column', schema: refusalSchema },
      },
      run: (session, { body }) => putAll(session, body),
    },
  ];

  async function putAll(session: Session, body: unknown): Promise<Result<unknown>> {
    const parsed = parsedBody(changesShape, body);
    if (!parsed.ok) return parsed;
    const changes: RowChange[] = [];
    for (const [i, change] of parsed.value.entries()) {
      const read = readChange(change, i);
      if (!read.ok) return read;
      changes.push(read.value);
    }
    const done = await api.putRows(session, changes);
    if (done.ok) for (const { table, id } of changes) changed([table, id]);
    return done;
  }
}

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  says: 'The id of the row, a UUID',
  schema: { type: 'string', format: 'uuid' },
} as const;

function readChange(
  {
    table,
    id,
    put,
    delete: gone,
  }: {
    readonly table: string;
    readonly id: string;
    readonly put?: unknown;
    readonly delete?: boolean;
  },
  at: number,
): Result<RowChange> {
  if ((put === undefined) === (gone !== true))
    return refused(
      badBody({ faults: [{ path: `[${at}]`, reason: 'must have either put or delete: true' }] }),
    );
  return ok(
    put === undefined
      ? { table, id: id.toLowerCase(), delete: true }
      : { table, id: id.toLowerCase(), put: put as Row },
  );
}

function tableIn(params: unknown): string {
  return (params as { readonly table: string }).table;
}

function idIn(params: unknown): string {
  return (params as { readonly id: string }).id.toLowerCase();
}
