// The shipment of the cases: what store B sends to store A.
import { must } from '#base';
import type { Row } from '#dictionary';
import type { Place, SmallCountry } from '../small-country.ts';

export interface Shipment {
  readonly invoice: string;
  readonly lines: readonly string[];
  readonly placeholder: string;
}

/** Items of the catalogue, made where they are edited. */
export async function catalogue(
  country: SmallCountry,
): Promise<{ readonly items: readonly string[]; readonly service: string }> {
  const items = [country.id(), country.id(), country.id()];
  for (const [i, id] of items.entries())
    await country.primary.puts('item', id, { code: `item-${i + 1}`, name: `Item ${i + 1}` });
  const service = country.id();
  await country.primary.puts('item', service, {
    code: 'service',
    name: 'Transport',
    type: 'service',
  });
  await country.settle();
  return { items, service };
}

export interface Received {
  readonly item: string;
  readonly packs: string;
  readonly pack_size: string;
  readonly cost_price: string;
  readonly sell_price: string;
  readonly batch?: string;
}

/** Stock for a store from a supplier outside the country; returns the stock lines in the order of the lines. */
export async function receiveStock(
  country: SmallCountry,
  place: Place,
  store: string,
  lines: readonly Received[],
): Promise<readonly string[]> {
  const supplier = country.id();
  await country.primary.puts('name', supplier, {
    code: `supplier-${supplier}`,
    name: 'Outside supplier',
    type: 'facility',
    is_supplier: true,
  });
  await country.settle();
  const invoice = country.id();
  await place.puts('invoice', invoice, {
    store_id: store,
    name_id: supplier,
    type: 'supplier_invoice',
  });
  const ids = lines.map(() => country.id());
  for (const [i, { item, ...line }] of lines.entries()) {
    await place.puts('invoice_line', must(ids[i], 'an id for each line'), {
      invoice_id: invoice,
      item_id: item,
      batch: `batch-${i + 1}`,
      expiry_date: '2030-01-31',
      ...line,
    });
  }
  await place.does('confirm-invoice', { invoice_id: invoice });
  await place.does('finalise-invoice', { invoice_id: invoice });
  const stockLines: string[] = [];
  for (const id of ids)
    stockLines.push(
      String(must(await place.row('invoice_line', id), 'the line is there')['stock_line_id']),
    );
  return stockLines;
}

/** The shipment as it is typed at B: three lines from stock, a service line, and a placeholder still to be resolved. */
export async function draftShipment(
  country: SmallCountry,
  at: Place = country.two,
): Promise<Shipment> {
  const { items, service } = await catalogue(country);
  const [first = '', second = '', third = ''] = items;
  const stock = await receiveStock(country, at, country.b.store, [
    { item: first, packs: '10', pack_size: '12', cost_price: '18', sell_price: '9', batch: 'p1' },
    { item: second, packs: '10', pack_size: '12', cost_price: '14', sell_price: '33', batch: 'p2' },
    { item: third, packs: '10', pack_size: '6', cost_price: '8', sell_price: '13', batch: 'p3' },
  ]);
  const invoice = country.id();
  await at.puts('invoice', invoice, {
    store_id: country.b.store,
    name_id: country.a.name,
    type: 'customer_invoice',
    their_ref: 'R',
    comment: 'K',
  });
  const lines = items.map(() => country.id());
  const packs = ['3', '5', '4'];
  for (const [i, line] of lines.entries()) {
    await at.puts('invoice_line', line, {
      invoice_id: invoice,
      item_id: must(items[i], 'an item for each line'),
      stock_line_id: must(stock[i], 'stock for each line'),
      packs: must(packs[i], 'packs for each line'),
    });
  }
  const serviceLine = country.id();
  await at.puts('invoice_line', serviceLine, {
    invoice_id: invoice,
    item_id: service,
    packs: '1',
    sell_price: '80',
    tax: '15',
  });
  const placeholder = country.id();
  await at.puts('invoice_line', placeholder, { invoice_id: invoice, item_id: first, packs: '7' });
  return { invoice, lines: [...lines, serviceLine], placeholder };
}

/** The same, resolved and confirmed, ready to be finalised. */
export async function readyShipment(
  country: SmallCountry,
  at: Place = country.two,
): Promise<Shipment> {
  const shipment = await draftShipment(country, at);
  const gone = await at.site.api.deleteRow(at.session, 'invoice_line', shipment.placeholder);
  if (!gone.ok) throw new Error(gone.refusal.message);
  await at.does('confirm-invoice', { invoice_id: shipment.invoice });
  return shipment;
}

/** The supplier invoices of store A, as a place sees them. */
export async function halvesAt(place: Place, country: SmallCountry): Promise<readonly Row[]> {
  return place.rows('invoice', { store_id: country.a.store, type: 'supplier_invoice' });
}
