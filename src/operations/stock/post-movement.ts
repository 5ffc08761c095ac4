// The only place that writes stock movements and the totals of stock lines, always together (C4).
import {
  add,
  type Decimal,
  isNegative,
  must,
  negate,
  ok,
  type Result,
  type RowId,
  refused,
} from '#base';
import { item, type RowOf, stockLine, stockMovement } from '#dictionary';
import type { Work } from '#engine';
import { notEnoughStock, quantityInexact } from '../refusals.ts';
import { unitsOf } from './units.ts';

export interface Movement {
  readonly stockLineId: RowId;
  /** Packs of the stock line; below 0 when stock leaves. */
  readonly packs: Decimal;
  readonly kind: RowOf<typeof stockMovement>['kind'];
  /** The line that causes it, and what happens to that line: each cause moves stock once. */
  readonly source: {
    readonly table: string;
    readonly id: RowId;
    readonly event: 'confirmed' | 'cancelled' | 'finalised';
  };
}

/** Moves stock, or refuses because there would be less than none of it. */
export async function postMovement(work: Work, movement: Movement): Promise<Result<void>> {
  const { stockLineId, packs, kind, source } = movement;
  const line = must(
    await work.get(stockLine, stockLineId),
    'stock moves on a stock line that is here',
  );
  const quantity = unitsOf(packs, line.pack_size);
  if (quantity === undefined) return refused(quantityInexact({ packs, pack_size: line.pack_size }));
  const total = add(line.total_packs, packs);
  if (isNegative(total)) {
    return refused(
      notEnoughStock({
        stock_line_id: stockLineId,
        item: (await work.get(item, line.item_id))?.name ?? line.item_id,
        batch: line.batch,
        available: line.total_packs,
        wanted: negate(packs),
      }),
    );
  }
  await work.put(stockMovement, work.derivedId(source.id, `stock-movement/${source.event}`), {
    store_id: line.store_id,
    stock_line_id: stockLineId,
    item_id: line.item_id,
    quantity,
    source_table: source.table,
    source_id: source.id,
    at: work.now,
    kind,
  });
  await work.put(stockLine, stockLineId, { total_packs: total, available_packs: total });
  return ok(undefined);
}
