// Groups as sites commit them, made without the sites: only what central does with them is measured.
import { derivedId, must } from '#base';
import type { Row } from '#dictionary';
import { nodeHost } from '#host';
import { type Group, LOG_START, type LogPlace, placeAfter } from '#protocol';
import { kept, wholeRow } from './fill.ts';
import { batchOf, type Chance, expiryOf, idAt, itemName, noteOf, priceOf } from './goods.ts';
import type { EnrolledSite } from './many-sites.ts';
import type { Catalogue } from './trade.ts';

export interface ForgedLog {
  readonly site: EnrolledSite;
  place: LogPlace;
  serial: number;
  readonly sequence: string;
}

export function forgedLog(site: EnrolledSite): ForgedLog {
  const sequence = derivedId(nodeHost.digest, site.storeId, 'sequence');
  return { site, place: LOG_START, serial: 0, sequence };
}

const BEGAN = Date.UTC(2026, 5, 1, 8);

/** A delivery that was saved and confirmed at once: the document, its lines, new stock for each and its movement. */
export function confirmedDelivery(
  log: ForgedLog,
  { items, supplier }: Catalogue,
  { lines, chance }: { readonly lines: number; readonly chance: Chance },
): Group {
  const { site } = log;
  log.serial += 1;
  const milliseconds = BEGAN + log.serial * 600_000;
  const now = new Date(milliseconds).toISOString();
  const own = kept(site.siteId, now);
  const id = () => idAt(chance, milliseconds);
  const changes: { table: string; row: Row }[] = [];
  const put = (table: string, row: Row) =>
    changes.push({ table, row: wholeRow(table, { ...row, ...own }) });
  const invoice = id();
  put('invoice', {
    id: invoice,
    store_id: site.storeId,
    name_id: supplier,
    serial: log.serial,
    type: 'supplier_invoice',
    status: 'confirmed',
    their_ref: `D${chance.below(9_999)}`,
    line_count: lines,
    entered_at: now,
    confirmed_at: now,
  });
  for (let line_number = 1; line_number <= lines; line_number += 1) {
    const at = chance.few(items.length);
    const item_id = must(items[at], 'there are items');
    const [line, stock] = [id(), id()];
    const packs = String(1 + chance.below(60));
    const goods = {
      item_id,
      batch: batchOf(chance),
      expiry_date: expiryOf(chance),
      pack_size: '10',
      cost_price: priceOf(chance),
      sell_price: priceOf(chance),
    };
    put('stock_line', {
      ...goods,
      id: stock,
      store_id: site.storeId,
      total_packs: packs,
      available_packs: packs,
      name_id: supplier,
    });
    put('invoice_line', {
      ...goods,
      id: line,
      invoice_id: invoice,
      line_number,
      type: 'stock_in',
      item_name: itemName(at),
      stock_line_id: stock,
      packs,
      note: noteOf(chance),
    });
    put('stock_movement', {
      id: id(),
      store_id: site.storeId,
      stock_line_id: stock,
      item_id,
      quantity: String(Number(packs) * 10),
      source_table: 'invoice_line',
      source_id: line,
      at: now,
      kind: 'receipt',
    });
  }
  put('number_sequence', {
    id: log.sequence,
    store_id: site.storeId,
    kind: 'supplier_invoice',
    last_value: log.serial,
    row_version: log.serial,
  });
  const last = must(changes.at(-1), 'the numbers were written last');
  changes[changes.length - 1] = { ...last, row: { ...last.row, row_version: log.serial } };
  const group: Group = {
    position: log.place.position + 1,
    at: now,
    epochs: { [site.storeId]: 1 },
    changes,
  };
  log.place = placeAfter(nodeHost.digest, log.place, group);
  return group;
}

export interface StockedLine {
  readonly id: string;
  readonly item: number;
  readonly batch: string;
  readonly expiry_date: string;
  readonly cost_price: string;
  readonly sell_price: string;
}

/** What lies on the shelves of a store. */
export function shelves(chance: Chance, { lines, items }: { lines: number; items: number }) {
  return Array.from(
    { length: lines },
    (): StockedLine => ({
      id: idAt(chance, BEGAN - chance.below(90) * 86_400_000),
      item: chance.few(items),
      batch: batchOf(chance),
      expiry_date: expiryOf(chance),
      cost_price: priceOf(chance),
      sell_price: priceOf(chance),
    }),
  );
}

/** Goods handed out from the shelves: the rows of one document, as they lie at central when it is confirmed. */
export function issuedLines(
  site: EnrolledSite,
  {
    items,
    shelf,
    number,
  }: { items: readonly string[]; shelf: readonly StockedLine[]; number: number },
  { lines, chance }: { readonly lines: number; readonly chance: Chance },
): { readonly invoice: string; readonly lines: readonly Row[] } {
  const milliseconds = BEGAN + number * 600_000;
  const own = kept(site.siteId, new Date(milliseconds).toISOString());
  const invoice = idAt(chance, milliseconds);
  const rows = Array.from({ length: lines }, (_, i) => {
    const { id: stock_line_id, item, ...goods } = must(shelf[chance.few(shelf.length)], 'stock');
    return wholeRow('invoice_line', {
      ...goods,
      id: idAt(chance, milliseconds),
      invoice_id: invoice,
      line_number: i + 1,
      type: 'stock_out',
      item_id: must(items[item], 'an item for each stock line'),
      item_name: itemName(item),
      stock_line_id,
      pack_size: '10',
      packs: String(1 + chance.below(60)),
      note: noteOf(chance),
      ...own,
    });
  });
  return { invoice, lines: rows };
}
