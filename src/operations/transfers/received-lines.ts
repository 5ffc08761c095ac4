import { add, type Decimal, decimal, divide, multiply, type RowId, ZERO } from '#base';
import { type EditOf, type invoiceLine, item, itemStoreJoin, name, type RowOf } from '#dictionary';
import type { Work } from '#engine';
import type { Invoice, InvoiceLine } from '../invoices/invoice-kinds.ts';
import { unitsOf } from '../stock/units.ts';
import { storePreferenceOf } from '../stores/store-preferences.ts';

const ONE = decimal(1);
const HUNDRED = decimal(100);

export interface ReceivedLine {
  readonly id: RowId;
  readonly edit: EditOf<typeof invoiceLine>;
}

/** The lines of the answering half, as domain 5.2 fills them: placeholders are dropped, cost is the sender's sell price. */
export async function receivedLines(
  work: Work,
  transfer: Transfer,
): Promise<readonly ReceivedLine[]> {
  const shipped = transfer.lines.filter((line) => line.type !== 'placeholder');
  const unpack = await storePreferenceOf(work, { store: transfer.receiver, key: 'pack_size_one' });
  const prices = await priceRules(work, transfer, shipped);
  return shipped.map((line) => {
    const { packs, packSize, cost } = unpack
      ? unpacked(line)
      : { packs: line.packs, packSize: line.pack_size, cost: line.sell_price };
    return {
      id: work.derivedId(line.id, 'stock-transfer'),
      edit: {
        invoice_id: transfer.answerId,
        line_number: line.line_number,
        type: line.type === 'service' ? 'service' : 'stock_in',
        item_id: line.item_id,
        item_name: line.item_name,
        batch: line.batch,
        expiry_date: line.expiry_date,
        manufacture_date: line.manufacture_date,
        pack_size: packSize,
        packs,
        sent_packs: line.packs,
        sent_pack_size: line.pack_size,
        cost_price: cost,
        sell_price: sellPrice({ cost, packSize }, prices.get(line.item_id)),
        tax: line.tax,
        note: line.note,
        donor_id: line.donor_id,
        manufacturer_id: line.manufacturer_id,
        volume_per_pack: line.volume_per_pack,
        linked_invoice_id: transfer.initiating.id,
        linked_line_id: line.id,
      },
    };
  });
}

export interface Transfer {
  readonly initiating: Invoice;
  readonly lines: readonly InvoiceLine[];
  readonly receiver: RowId;
  /** The sender as the receiver knows it. */
  readonly supplier: RowId;
  readonly answerId: RowId;
}

/** The line in packs of one unit; packs that cannot be counted so stay as they are, and so do services. */
function unpacked(line: InvoiceLine): {
  readonly packs: Decimal;
  readonly packSize: Decimal;
  readonly cost: Decimal;
} {
  const units = line.type === 'service' ? undefined : unitsOf(line.packs, line.pack_size);
  if (units === undefined)
    return { packs: line.packs, packSize: line.pack_size, cost: line.sell_price };
  return { packs: units, packSize: ONE, cost: divide(line.sell_price, line.pack_size) };
}

interface PriceRule {
  readonly join: RowOf<typeof itemStoreJoin> | undefined;
  readonly defaultPackSize: Decimal;
  /** Per cent on top of the cost price. */
  readonly margin: Decimal;
}

async function priceRules(
  work: Work,
  transfer: Transfer,
  lines: readonly InvoiceLine[],
): Promise<ReadonlyMap<RowId, PriceRule>> {
  const supplier = await work.get(name, transfer.supplier);
  const items = [...new Set(lines.map((line) => line.item_id))];
  const joins = await work.find(itemStoreJoin, {
    where: [
      { column: 'store_id', is: transfer.receiver },
      { column: 'item_id', in: items },
    ],
  });
  const rules = new Map<RowId, PriceRule>();
  for (const itemId of items) {
    const join = joins.find((each) => each.item_id === itemId);
    const defaultPackSize = (await work.get(item, itemId))?.default_pack_size ?? ONE;
    rules.set(itemId, { join, defaultPackSize, margin: join?.margin ?? supplier?.margin ?? ZERO });
  }
  return rules;
}

/** The receiving store's default price where it has one, scaled to the pack; else the cost with the margin on top. */
function sellPrice(
  pack: { readonly cost: Decimal; readonly packSize: Decimal },
  rule: PriceRule | undefined,
): Decimal {
  if (rule === undefined) return pack.cost;
  const { join, defaultPackSize, margin } = rule;
  if (join?.default_price != null && defaultPackSize !== ZERO) {
    return multiply(divide(join.default_price, defaultPackSize), pack.packSize);
  }
  return margin === ZERO ? pack.cost : add(pack.cost, divide(multiply(pack.cost, margin), HUNDRED));
}
