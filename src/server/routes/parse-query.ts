import { ok, type Result, refused } from '#base';
import type { Row } from '#dictionary';
import type { RowQuery } from '#site';
import { readBody } from '../body.ts';
import { badQuery } from '../refusals.ts';

const MOST_ROWS = 1_000;

/** The query of a list of rows: `limit`, `after`, `where` (a JSON object) and `order` (columns; a `-` in front: descending). */
export function parseRowQuery(query: Readonly<Record<string, unknown>>): Result<RowQuery> {
  const { limit, after, where, order, ...unknown } = query;
  const [other] = Object.keys(unknown);
  if (other !== undefined)
    return refused(badQuery({ parameter: other, reason: 'is not known here' }));
  for (const [parameter, value] of Object.entries(query)) {
    if (typeof value !== 'string')
      return refused(badQuery({ parameter, reason: 'is given more than once' }));
  }
  const rows = limit === undefined ? ok(undefined) : readLimit(limit as string);
  if (!rows.ok) return rows;
  const conditions = where === undefined ? ok(undefined) : readWhere(where as string);
  if (!conditions.ok) return conditions;
  return ok({
    ...(rows.value !== undefined && { limit: rows.value }),
    ...(conditions.value !== undefined && { where: conditions.value }),
    ...(after !== undefined && after !== '' && { after: after as string }),
    ...(order !== undefined && order !== '' && { order: readOrder(order as string) }),
  });
}

function readLimit(text: string): Result<number> {
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return limit >= 1
    ? ok(Math.min(limit, MOST_ROWS))
    : refused(
        badQuery({ parameter: 'limit', reason: `must be a whole number from 1 to ${MOST_ROWS}` }),
      );
}

function readWhere(text: string): Result<Row> {
  const json = readBody(text);
  const isObject = json.ok && typeof json.value === 'object' && json.value !== null;
  return isObject && !Array.isArray(json.value)
    ? ok(json.value as Row)
    : refused(
        badQuery({
          parameter: 'where',
          reason: 'must be a JSON object, such as {"code":"amox250"}',
        }),
      );
}

function readOrder(text: string): NonNullable<RowQuery['order']> {
  return text.split(',').map((part) => {
    const [column = '', direction = ''] = part.trim().split(/[\s:]+/);
    return column.startsWith('-')
      ? { column: column.slice(1), descending: true }
      : { column, ...(direction.toLowerCase() === 'desc' && { descending: true }) };
  });
}
