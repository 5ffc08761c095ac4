// The rows that the law looks at: central's whole content, as the mirror of its database has it or as a test writes it.
import type { Row } from '#dictionary';

export interface Content {
  readonly has: (table: string) => boolean;
  readonly row: (table: string, id: string) => Row | undefined;
  readonly rows: (table: string) => Iterable<Row>;
}

/** Plain rows by table; a table that is not named is empty. */
export function contentOf(tables: Readonly<Record<string, readonly Row[]>>): Content {
  const byId = new Map(
    Object.entries(tables).map(([table, rows]) => [
      table,
      new Map(rows.map((row) => [String(row['id']), row])),
    ]),
  );
  return {
    has: (table) => byId.has(table),
    row: (table, id) => byId.get(table)?.get(id),
    rows: (table) => byId.get(table)?.values() ?? [],
  };
}

interface Change {
  readonly table: string;
  readonly key: string | number;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** The content as it was before these changes, which it has seen since in this order. */
export function contentBefore(content: Content, changes: readonly Change[]): Content {
  const former = new Map<string, Map<string, Row | undefined>>();
  const latter = new Set<Row | undefined>();
  for (const { table, key, before, after } of changes) {
    const rows = former.get(table) ?? new Map<string, Row | undefined>();
    former.set(table, rows);
    if (!rows.has(String(key))) rows.set(String(key), before);
    latter.add(after);
  }
  return {
    has: content.has,
    row(table, id) {
      const rows = former.get(table);
      return rows?.has(id) ? rows.get(id) : content.row(table, id);
    },
    *rows(table) {
      for (const row of content.rows(table)) if (!latter.has(row)) yield row;
      for (const row of former.get(table)?.values() ?? []) if (row !== undefined) yield row;
    },
  };
}

export function* liveRows(content: Content, table: string): Generator<Row> {
  if (!content.has(table)) return;
  for (const row of content.rows(table)) if (isLive(row)) yield row;
}

export function rowOf(content: Content, table: string, id: unknown): Row | undefined {
  if (isEmpty(id) || !content.has(table)) return undefined;
  return content.row(table, String(id));
}

/** Not a tombstone. */
export function isLive(row: Row): boolean {
  return isEmpty(row['deleted_at']);
}

/** A column that is not there counts as an empty one: plain rows leave out what does not matter. */
export function isEmpty(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
