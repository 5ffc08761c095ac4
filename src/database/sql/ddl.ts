import { type KnownTable, knownTables } from '#database/stored';
import type { StoredTable } from '#engine/ports';
import { type Dialect, quoted, quotedList } from './dialect.ts';

/** The statements that make one table; the indexes apart, because a bulk load makes them last. */
export interface TableDefinition {
  readonly table: string;
  readonly create: string;
  readonly indexes: readonly { readonly name: string; readonly create: string }[];
}

export function tableDefinitions(
  dialect: Dialect,
  tables: readonly StoredTable[],
): readonly TableDefinition[] {
  return [...knownTables(tables).values()].map((table) => ({
    table: table.name,
    create: createTable(dialect, table),
    indexes: indexesOf(dialect, table),
  }));
}

function createTable(dialect: Dialect, table: KnownTable): string {
  const columns = table.columns.map(({ name, kind, required }) => {
    const needed = required || table.key.includes(name);
    return `  ${quoted(name)} ${dialect.columnType(kind)}${needed ? ' NOT NULL' : ''}`;
  });
  const key = `  PRIMARY KEY (${quotedList(table.key)})`;
  return `CREATE TABLE ${quoted(table.name)} (\n${[...columns, key].join(',\n')}\n)${dialect.tableOptions(table.key)}`;
}

/**
 * Deleted rows do not take part in uniqueness; a query uses such an index when it asks for `deleted_at` null. An index
 * by a reference leaves out the rows without one: most have none, and each entry costs as much as the row itself.
 */
function indexesOf(dialect: Dialect, table: KnownTable): TableDefinition['indexes'] {
  const on = (columns: readonly string[]): string =>
    `ON ${quoted(table.name)} (${columns.map((column) => dialect.indexedColumn(quoted(column))).join(', ')})`;
  const optional = new Set(
    table.columns
      .filter(({ kind, required }) => kind === 'ref' && !required)
      .map(({ name }) => name),
  );
  const pointing = ([column = '', second]: readonly string[]): string =>
    second === undefined && optional.has(column) ? ` WHERE ${quoted(column)} IS NOT NULL` : '';
  const living = table.hasTombstones ? ' WHERE "deleted_at" IS NULL' : '';
  return [
    ...table.unique.map((columns) => {
      const name = indexName('one', table, columns);
      return { name, create: `CREATE UNIQUE INDEX ${quoted(name)} ${on(columns)}${living}` };
    }),
    ...table.indexes.map((columns) => {
      const name = indexName('by', table, columns);
      return { name, create: `CREATE INDEX ${quoted(name)} ${on(columns)}${pointing(columns)}` };
    }),
  ];
}

function indexName(prefix: string, table: KnownTable, columns: readonly string[]): string {
  return `${prefix}_${table.name}_${columns.join('_')}`;
}
