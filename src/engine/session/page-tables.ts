import { must } from '#base';
import { type Row, type Value, withoutSecrets } from '#dictionary';
import type { View } from '#engine/ports';
import type { Page } from '#protocol';
import type { Parts } from '../parts.ts';

/** Which rows a page brings and which it takes away, by table. */
export interface News {
  readonly put: ReadonlyMap<string, readonly string[]>;
  readonly purge: ReadonlyMap<string, readonly string[]>;
}

/** The rows of the news as they stand now, table by table. */
export async function pageTables(
  { dictionary }: Pick<Parts, 'dictionary'>,
  view: View,
  news: News,
): Promise<Pick<Page, 'tables' | 'purge'>> {
  const tables: Page['tables'][number][] = [];
  for (const [name, ids] of news.put) {
    const table = must(dictionary.table(name), 'only known tables are logged');
    const rows = [...(await view.get(name, ids)).values()];
    if (rows.length > 0)
      tables.push(
        tableOf(
          name,
          rows.map((row) => withoutSecrets(table, row)),
        ),
      );
  }
  return { tables, purge: [...news.purge].map(([table, ids]) => ({ table, ids })) };
}

export function tableOf(table: string, rows: readonly Row[]): Page['tables'][number] {
  const columns = Object.keys(must(rows[0], 'there are rows'));
  return { table, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}

/** Rows of one table as a page that is not the last. */
export function pageOf(table: string, rows: readonly Row[]): Omit<Page, 'marks'> {
  const tables = [tableOf(table, rows)];
  return { tables, purge: [], dropped_feeds: [], caught_up: false, waiting: 0 };
}

/** The rows of a page's table, as rows. */
export function rowsOf(table: Page['tables'][number]): readonly Row[] {
  return table.rows.map((values) =>
    Object.fromEntries(table.columns.map((column, i) => [column, (values[i] ?? null) as Value])),
  );
}
