import { compare, type RowId, ZERO } from '#base';
import { stockLine } from '#dictionary';
import type { Work } from '#engine';

export interface ItemInStore {
  readonly item_id: RowId;
  readonly store_id: RowId;
}

/** As far as this site holds the store's stock: a primary that mirrors central does not. */
export async function isInStock(work: Work, { item_id, store_id }: ItemInStore): Promise<boolean> {
  const lines = await work.find(stockLine, {
    where: [
      { column: 'item_id', is: item_id },
      { column: 'store_id', is: store_id },
    ],
  });
  return lines.some((line) => compare(line.total_packs, ZERO) > 0);
}
