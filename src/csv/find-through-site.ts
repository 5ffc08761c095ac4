import { ok, type Result } from '#base';
import type { PagedRows, RowQuery } from '#site';
import type { FindRows } from './find-rows.ts';

/** Lists rows that are not deleted, as `SiteApi.rows` and `GET /api/tables/T/rows` do. */
export type ListRows = (table: string, query: RowQuery) => Promise<Result<PagedRows>>;

/** Up to here each value is asked for on its own; above, the table is read once from one end to the other. */
const FEW_VALUES = 20;
const PAGE = 1_000;

/** Finds rows by asking a site for lists, in this process or over the network. */
export function findThroughSite(list: ListRows): FindRows {
  return async ({ table, column, values }) => {
    const found = new Map<string, string[]>();
    const take = ({ rows }: PagedRows): void => {
      for (const row of rows) {
        const value = String(row[column]);
        if (!wanted.has(value)) continue;
        const ids = found.get(value);
        if (ids === undefined) found.set(value, [String(row['id'])]);
        else ids.push(String(row['id']));
      }
    };
    const wanted = new Set(values);
    const queries =
      values.length > FEW_VALUES ? [{}] : values.map((value) => ({ where: { [column]: value } }));
    for (const query of queries) {
      let after: string | null | undefined;
      while (after !== null) {
        const page = await list(table, {
          ...query,
          limit: PAGE,
          ...(after !== undefined && { after }),
        });
        if (!page.ok) return page;
        take(page.value);
        after = page.value.next;
      }
    }
    return ok(found);
  };
}
