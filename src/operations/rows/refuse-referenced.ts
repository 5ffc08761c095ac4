import { must, ok, type Result, refused } from '#base';
import { referencedBy, type Table } from '#dictionary';
import type { Work } from '#engine';
import { stillReferenced } from '../refusals.ts';

/** Refuses a deletion that would leave another row pointing to nothing (C1). */
export async function refuseReferenced(
  work: Work,
  row: { readonly table: Table; readonly id: string },
): Promise<Result<void>> {
  for (const referrer of referencedBy(work.dictionary, row.table.name)) {
    const table = must(
      work.dictionary.table(referrer.table),
      'a referrer is a table of the dictionary',
    );
    const [first] = await work.find(table, {
      where: [{ column: referrer.column, is: row.id }],
      limit: 1,
    });
    if (first !== undefined)
      return refused(
        stillReferenced({ table: row.table.name, id: row.id, by: table.title.toLowerCase() }),
      );
  }
  return ok(undefined);
}
