import { expect, test } from 'vitest';
import type { StoredTable } from '#engine/ports';
import { tableDefinitions } from './ddl.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

const column = (name: string, kind: StoredTable['columns'][number]['kind'], required = true) => ({
  name,
  kind,
  required,
});
const tables: readonly StoredTable[] = [
  {
    name: 'item',
    key: ['id'],
    columns: [
      column('id', 'id'),
      column('code', 'text', false),
      column('price', 'decimal'),
      column('active', 'boolean'),
      column('order', 'integer'),
      column('extra', 'json', false),
      column('unit_id', 'ref', false),
      column('deleted_at', 'moment', false),
    ],
    unique: [['code']],
    indexes: [['order', 'active'], ['unit_id']],
  },
  {
    name: 'log_entry',
    key: ['feed', 'position'],
    columns: [column('feed', 'text'), column('position', 'integer')],
    unique: [],
    indexes: [],
  },
];

const textOf = (dialect: typeof sqliteDialect): string =>
  tableDefinitions(dialect, tables)
    .flatMap(({ create, indexes }) => [create, ...indexes.map((index) => index.create)])
    .join('\n');

test('tables for SQLite', () => {
  expect(textOf(sqliteDialect)).toMatchInlineSnapshot(`
    "CREATE TABLE "item" (
      "id" TEXT NOT NULL,
      "code" TEXT,
      "price" INTEGER NOT NULL,
      "active" INTEGER NOT NULL,
      "order" INTEGER NOT NULL,
      "extra" TEXT,
      "unit_id" TEXT,
      "deleted_at" TEXT,
      PRIMARY KEY ("id")
    ) STRICT
    CREATE UNIQUE INDEX "one_item_code" ON "item" ("code") WHERE "deleted_at" IS NULL
    CREATE INDEX "by_item_order_active" ON "item" ("order", "active")
    CREATE INDEX "by_item_unit_id" ON "item" ("unit_id") WHERE "unit_id" IS NOT NULL
    CREATE TABLE "log_entry" (
      "feed" TEXT NOT NULL,
      "position" INTEGER NOT NULL,
      PRIMARY KEY ("feed", "position")
    ) STRICT, WITHOUT ROWID"
  `);
});

test('tables for PostgreSQL', () => {
  expect(textOf(postgresDialect)).toMatchInlineSnapshot(`
    "CREATE TABLE "item" (
      "id" text COLLATE "C" NOT NULL,
      "code" text COLLATE "C",
      "price" numeric(16, 6) NOT NULL,
      "active" boolean NOT NULL,
      "order" bigint NOT NULL,
      "extra" json,
      "unit_id" text COLLATE "C",
      "deleted_at" text COLLATE "C",
      PRIMARY KEY ("id")
    )
    CREATE UNIQUE INDEX "one_item_code" ON "item" ("code" NULLS FIRST) WHERE "deleted_at" IS NULL
    CREATE INDEX "by_item_order_active" ON "item" ("order" NULLS FIRST, "active" NULLS FIRST)
    CREATE INDEX "by_item_unit_id" ON "item" ("unit_id" NULLS FIRST) WHERE "unit_id" IS NOT NULL
    CREATE TABLE "log_entry" (
      "feed" text COLLATE "C" NOT NULL,
      "position" bigint NOT NULL,
      PRIMARY KEY ("feed", "position")
    )"
  `);
});
