// Work of a store as its clerk saves it: goods, deliveries, issues.
import { must } from '#base';
import type { Central, Put } from './central.ts';
import { someId } from './central.ts';
import { batchOf, type Chance, expiryOf, itemName, priceOf } from './goods.ts';
import type { Remote, Store } from './remote.ts';

/** Items of the catalogue and one supplier outside the country, made at central. */
export async function catalogue(central: Central, count: number): Promise<Catalogue> {
  const items = Array.from({ length: count }, someId);
  for (let from = 0; from < count; from += 200) {
    await central.putAll(
      items.slice(from, from + 200).map((id, i) => ({
        table: 'item',
        id,
        put: { code: `item-${from + i}`, name: itemName(from + i) },
      })),
    );
  }
  const supplier = someId();
  await central.put('name', supplier, {
    code: 'outside',
    name: 'Supplier outside the country',
    type: 'facility',
    is_supplier: true,
    is_customer: true,
  });
  return { items, supplier };
}

export interface Catalogue {
  readonly items: readonly string[];
  readonly supplier: string;
}

/** A delivery as it is typed in: one unit of work. */
export function delivery(
  { items, supplier }: Catalogue,
  store: Store,
  { lines, chance }: { readonly lines: number; readonly chance: Chance },
): { readonly invoice: string; readonly changes: readonly Put[] } {
  const invoice = someId();
  const head: Put = {
    table: 'invoice',
    id: invoice,
    put: {
      store_id: store.id,
      name_id: supplier,
      type: 'supplier_invoice',
      their_ref: `D${chance.below(9_999)}`,
    },
  };
  const rows = Array.from({ length: lines }, (): Put => {
    return {
      table: 'invoice_line',
      id: someId(),
      put: {
        invoice_id: invoice,
        item_id: must(items[chance.below(items.length)], 'there are items'),
        packs: String(1 + chance.below(60)),
        pack_size: '10',
        cost_price: priceOf(chance),
        sell_price: priceOf(chance),
        batch: batchOf(chance),
        expiry_date: expiryOf(chance),
      },
    };
  });
  return { invoice, changes: [head, ...rows] };
}

/** Stock lines with plenty in them. */
export async function stockUp(
  remote: Remote,
  catalogue: Catalogue,
  store: Store,
  { lines, chance }: { readonly lines: number; readonly chance: Chance },
): Promise<readonly string[]> {
  const { invoice, changes } = delivery(catalogue, store, { lines, chance });
  const plenty = changes.map((change) =>
    change.table === 'invoice_line'
      ? { ...change, put: { ...change.put, packs: '1000000' } }
      : change,
  );
  await remote.putAll(plenty);
  await remote.does('confirm-invoice', { invoice_id: invoice });
  const rows = await remote.database.read((view) =>
    view.select({ table: 'invoice_line', where: [{ column: 'invoice_id', is: invoice }] }),
  );
  return rows.map((row) => String(row['stock_line_id']));
}

/** Goods for a customer outside the country, from stock: one unit of work. */
export function issue(
  { items: _items, supplier }: Catalogue,
  store: Store,
  {
    lines,
    stock,
    chance,
  }: { readonly lines: number; readonly stock: readonly string[]; readonly chance: Chance },
): { readonly invoice: string; readonly changes: readonly Put[] } {
  const invoice = someId();
  const head: Put = {
    table: 'invoice',
    id: invoice,
    put: { store_id: store.id, name_id: supplier, type: 'customer_invoice' },
  };
  const rows = Array.from({ length: lines }, (): Put => {
    return {
      table: 'invoice_line',
      id: someId(),
      put: {
        invoice_id: invoice,
        stock_line_id: must(stock[chance.below(stock.length)], 'there is stock'),
        packs: String(1 + chance.below(20)),
      },
    };
  });
  return { invoice, changes: [head, ...rows] };
}
