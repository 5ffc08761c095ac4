import { expect, test } from 'vitest';
import { knownTable, knownTables } from '#database/stored';
import { postgresDialect } from './postgres-dialect.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { tableStatements } from './statements.ts';

const table = knownTable(
  knownTables([
    {
      name: 'log_entry',
      key: ['feed', 'position'],
      columns: [
        { name: 'feed', kind: 'text', required: true },
        { name: 'position', kind: 'integer', required: true },
        { name: 'price', kind: 'decimal', required: false },
      ],
      unique: [],
      indexes: [],
    },
  ]),
  'log_entry',
);
const query = {
  where: [
    { column: 'feed', in: ['a', null, 'b'] },
    { column: 'price', is: '1.5' },
    { column: 'position', above: 7 },
    { column: 'price', is: null },
  ],
  order: [{ column: 'position' }, { column: 'feed', descending: true }],
  limit: 10,
};

test('the same query in two dialects', () => {
  expect(tableStatements(sqliteDialect, table).select(query)).toEqual({
    text:
      'SELECT "feed", "position", "price" FROM "log_entry" WHERE ("feed" IN (SELECT value FROM json_each(?)) OR "feed" IS NULL) ' +
      'AND "price" = ? AND "position" > ? AND "price" IS NULL ORDER BY "position" ASC, "feed" DESC LIMIT ?',
    values: ['["a","b"]', 1_500_000, 7, 10],
  });
  expect(tableStatements(postgresDialect, table).select(query)).toEqual({
    text:
      'SELECT "feed", "position", "price" FROM "log_entry" WHERE ("feed" = ANY($1::text[]) OR "feed" IS NULL) ' +
      'AND "price" = $2 AND "position" > $3 AND "price" IS NULL ORDER BY "position" ASC NULLS FIRST, "feed" DESC NULLS LAST LIMIT $4',
    values: [['a', 'b'], '1.5', 7, 10],
  });
});

test('queries of one shape share one text, others do not', () => {
  const { select } = tableStatements(sqliteDialect, table);
  const other = {
    ...query,
    where: [{ column: 'feed', in: [null] }, ...query.where.slice(1)],
    limit: 3,
  };
  expect(select(other).text).toBe(select(query).text);
  expect(select({ ...query, order: query.order.toReversed() }).text).not.toBe(select(query).text);
});
