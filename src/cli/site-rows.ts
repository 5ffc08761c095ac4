// Rows of a site by the page, as the contract hands them out.
import type { Refusal, Result } from '#base';
import type { FindRows } from '#csv';
import type { Row } from '#dictionary';
import type { ApiClient } from '#server';
import type { PagedRows } from '#site';

/** Thrown out of a list in the middle; the command that reads it turns it back into the refusal it is. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Runs `work`; a refusal that stopped a list on the way is its outcome. */
export async function orRefused<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, refusal: thrown.refusal };
    throw thrown;
  }
}

export async function* rowsOf(
  face: ApiClient,
  table: string,
  where: Row = {},
): AsyncGenerator<Row> {
  const condition = Object.keys(where).length === 0 ? '' : `&where=${encoded(where)}`;
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page: Result<unknown> = await face.get(
      `/api/tables/${encodeURIComponent(table)}/rows?limit=1000${condition}${from}`,
    );
    if (!page.ok) throw new Refused(page.refusal);
    const { rows, next }: PagedRows = page.value as PagedRows;
    yield* rows;
    after = next;
  }
}

/** Up to here each value is asked for on its own; above, the table is read once from one end to the other. */
const FEW_VALUES = 20;

/** Finds rows by the text in one of their columns. */
export function finder(face: ApiClient): FindRows {
  return async ({ table, column, values }) => {
    const wanted = new Set(values);
    const found = new Map<string, string[]>();
    const queries = wanted.size > FEW_VALUES ? [{}] : values.map((value) => ({ [column]: value }));
    for (const where of queries) {
      for await (const row of rowsOf(face, table, where)) {
        const value = String(row[column]);
        if (!wanted.has(value)) continue;
        const ids = found.get(value) ?? [];
        ids.push(String(row['id']));
        found.set(value, ids);
      }
    }
    return found;
  };
}

function encoded(where: Row): string {
  return encodeURIComponent(JSON.stringify(where));
}
