import type { RowId } from '#base';
import { mergeEvent } from '#dictionary';
import type { Work } from '#engine';
import type { Kind } from './kinds.ts';

/** The row that is left of a merged one; undefined when it was never merged. */
export async function leftOf(work: Work, kind: Kind, id: RowId): Promise<RowId | undefined> {
  const passed = new Set<string>([id]);
  let left: RowId | undefined;
  for (;;) {
    const [gone] = await work.find(mergeEvent, {
      where: [
        { column: 'removed_id', is: left ?? id },
        { column: 'kind', is: kind },
        { column: 'status', is: 'done' },
      ],
      limit: 1,
    });
    if (gone === undefined || passed.has(gone.kept_id)) return left;
    left = gone.kept_id as RowId;
    passed.add(left);
  }
}
