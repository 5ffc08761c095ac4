import { decimal, must, ok, type Result, type RowId, refused, ZERO } from '#base';
import { type EditOf, invoiceLine, item, type RowOf, stockLine } from '#dictionary';
import type { Work } from '#engine';
import { type Invoice, type InvoiceLine, stockEffectOf } from '../invoices/invoice-kinds.ts';
import { quantityInexact, rowFaulty } from '../refusals.ts';
import { unitsOf } from '../stock/units.ts';

type Edit = EditOf<typeof invoiceLine>;

interface LineEdit {
  readonly id: RowId;
  readonly header: Invoice;
  readonly before: InvoiceLine | undefined;
  readonly edit: Edit;
}

/** The edit of a line with all that follows from its item, its stock line and its document. */
export async function completeLine(work: Work, line: LineEdit): Promise<Result<Edit>> {
  const { header, before, edit } = line;
  const fault = (column: string, reason: string) =>
    refused(rowFaulty({ faults: [{ table: invoiceLine.name, id: line.id, column, reason }] }));

  const stockLineId =
    edit.stock_line_id === undefined ? (before?.stock_line_id ?? null) : edit.stock_line_id;
  const stock = stockLineId === null ? undefined : await work.get(stockLine, stockLineId);
  if (stockLineId !== null && stock?.store_id !== header.store_id)
    return fault('stock_line_id', 'is no stock of this store');
  const itemId =
    edit.item_id ??
    (stockLineId === before?.stock_line_id ? before?.item_id : (stock?.item_id ?? before?.item_id));
  if (itemId === undefined) return fault('item_id', 'must have a value');
  const theItem = await work.get(item, itemId);
  if (theItem === undefined) return fault('item_id', 'is no item that is known here');
  if (stock !== undefined && stock.item_id !== itemId)
    return fault('stock_line_id', 'is stock of another item');

  const wanted = edit.type ?? (before?.type === 'service' ? 'service' : undefined);
  const type = typeOf({ header, stock, theItem, wanted });
  if (edit.type !== undefined && edit.type !== type)
    return fault('type', `must be ${type} for this item, stock and document`);
  if (type !== 'service' && theItem.type !== 'stock')
    return fault('item_id', 'is an item without stock');

  const chosen =
    stock !== undefined && stockLineId !== (before?.stock_line_id ?? null)
      ? fromStock(header, stock)
      : {};
  const defaults: Edit =
    before === undefined ? { ...firstValues(type, theItem), ...chosen } : chosen;
  const completed: Edit = { ...defaults, ...edit, type, item_id: itemId };
  const packSize = completed.pack_size ?? must(before?.pack_size, 'a line has a pack size');
  const packs = completed.packs ?? must(before?.packs, 'a line has packs');
  if (stock !== undefined && stock.pack_size !== packSize)
    return fault('pack_size', `must be ${stock.pack_size}, as the stock is packed`);
  if (type !== 'service' && unitsOf(packs, packSize) === undefined)
    return refused(quantityInexact({ packs, pack_size: packSize }));
  return ok(
    itemId === before?.item_id
      ? completed
      : { ...completed, item_name: edit.item_name ?? theItem.name },
  );
}

interface Kind {
  readonly header: Invoice;
  readonly stock: RowOf<typeof stockLine> | undefined;
  readonly theItem: RowOf<typeof item>;
  readonly wanted: InvoiceLine['type'] | undefined;
}

function typeOf({ header, stock, theItem, wanted }: Kind): InvoiceLine['type'] {
  if (theItem.type === 'service' || (wanted === 'service' && stock === undefined)) return 'service';
  if (stockEffectOf(header.type)?.direction === 'in') return 'stock_in';
  return stock === undefined ? 'placeholder' : 'stock_out';
}

/** What a new line has unless it is given. */
function firstValues(
  type: InvoiceLine['type'],
  theItem: RowOf<typeof item>,
): Edit & { readonly packs: NonNullable<Edit['packs']> } {
  const one = decimal(1);
  if (type === 'service') return { pack_size: one, packs: one };
  return {
    pack_size: theItem.default_pack_size === ZERO ? one : theItem.default_pack_size,
    packs: ZERO,
  };
}

/** What a line takes over from the stock line chosen for it. */
function fromStock(header: Invoice, stock: RowOf<typeof stockLine>): Edit {
  const same: Edit = { pack_size: stock.pack_size };
  if (stockEffectOf(header.type)?.direction === 'in') return same;
  return {
    ...same,
    batch: stock.batch,
    expiry_date: stock.expiry_date,
    manufacture_date: stock.manufacture_date,
    location_id: stock.location_id,
    cost_price: stock.cost_price,
    sell_price: stock.sell_price,
    donor_id: stock.donor_id,
    manufacturer_id: stock.manufacturer_id,
    volume_per_pack: stock.volume_per_pack,
  };
}
