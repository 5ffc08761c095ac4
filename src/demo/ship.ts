import { must } from '#base';
import type { DemoStore } from './raise-country.ts';

export interface Packs {
  readonly item: string;
  readonly packs: number;
}

/** A supplier outside the country delivers; stock is there when it is confirmed. */
export async function deliver(
  store: DemoStore,
  supplier: string,
  goods: readonly Packs[],
): Promise<void> {
  const { site } = store;
  const invoice = await site.make('invoice', {
    store_id: store.storeId,
    name_id: supplier,
    type: 'supplier_invoice',
    their_ref: 'Outside delivery',
  });
  for (const [i, { item, packs }] of goods.entries()) {
    await site.make('invoice_line', {
      invoice_id: invoice,
      item_id: item,
      packs: String(packs),
      pack_size: '10',
      cost_price: '2.5',
      sell_price: '3',
      batch: `L${i + 1}`,
      expiry_date: '2029-06-30',
    });
  }
  await site.operation('confirm-invoice', { invoice_id: invoice });
  await site.operation('finalise-invoice', { invoice_id: invoice });
}

/** One store ships to another; the invoice is final, the rest is the system's work. */
export async function ship(
  from: DemoStore,
  to: DemoStore,
  goods: readonly Packs[],
): Promise<string> {
  const { site } = from;
  const invoice = await site.make('invoice', {
    store_id: from.storeId,
    name_id: to.nameId,
    type: 'customer_invoice',
  });
  for (const { item, packs } of goods) {
    const stock = await site.rows('stock_line', { store_id: from.storeId, item_id: item });
    const line = must(
      stock.find((each) => Number(each['available_packs']) >= packs),
      `${from.title} has ${packs} packs to ship`,
    );
    await site.make('invoice_line', {
      invoice_id: invoice,
      item_id: item,
      stock_line_id: String(line['id']),
      packs: String(packs),
    });
  }
  await site.operation('confirm-invoice', { invoice_id: invoice });
  await site.operation('finalise-invoice', { invoice_id: invoice });
  return invoice;
}

/** The store takes in everything that arrived on hold. Returns how many deliveries that were. */
export async function takeIn(store: DemoStore): Promise<number> {
  const { site } = store;
  const waiting = await site.rows('invoice', {
    store_id: store.storeId,
    type: 'supplier_invoice',
    status: 'new',
  });
  for (const invoice of waiting) {
    const input = { invoice_id: String(invoice['id']) };
    await site.operation('release-invoice', input);
    await site.operation('confirm-invoice', input);
    await site.operation('finalise-invoice', input);
  }
  return waiting.length;
}
