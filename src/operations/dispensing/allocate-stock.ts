import { compare, type Decimal, divide, multiply, type RowId, subtract, ZERO } from '#base';
import { type RowOf, stockLine } from '#dictionary';
import type { Work } from '#engine';

type StockLine = RowOf<typeof stockLine>;

export interface Allocation {
  readonly taken: readonly {
    readonly stock: StockLine;
    readonly packs: Decimal;
    readonly units: Decimal;
  }[];
  /** Units that no stock was found for. */
  readonly missing: Decimal;
}

/** Stock of the store for so many units, what expires first first; a person may choose other stock afterwards. */
export async function allocateStock(
  work: Work,
  wanted: { readonly store: RowId; readonly item: RowId; readonly units: Decimal },
): Promise<Allocation> {
  const all = await work.find(stockLine, {
    where: [
      { column: 'store_id', is: wanted.store },
      { column: 'item_id', is: wanted.item },
    ],
  });
  const today = work.now.slice(0, 10);
  const usable = all.filter(
    ({ on_hold, expiry_date, available_packs }) =>
      !on_hold &&
      (expiry_date === null || expiry_date > today) &&
      compare(available_packs, ZERO) > 0,
  );
  const taken: Allocation['taken'][number][] = [];
  let missing = wanted.units;
  for (const stock of usable.sort(soonestFirst)) {
    if (compare(missing, ZERO) <= 0) break;
    const needed = divide(missing, stock.pack_size);
    const packs = compare(needed, stock.available_packs) < 0 ? needed : stock.available_packs;
    const units = multiply(packs, stock.pack_size);
    // NOTE packs that cannot be divided so are left to a person.
    if (packs === needed && units !== missing) continue;
    taken.push({ stock, packs, units });
    missing = subtract(missing, units);
  }
  return { taken, missing };
}

function soonestFirst(a: StockLine, b: StockLine): number {
  const [first, second] = [a, b].map(({ expiry_date, id }) => `${expiry_date ?? '9999'}/${id}`);
  return String(first) < String(second) ? -1 : 1;
}
