import {
  add,
  type Decimal,
  decimal,
  divide,
  isNegative,
  multiply,
  parseDecimal,
  type RowId,
  ZERO,
} from '#base';
import {
  type EditOf,
  type invoiceLine,
  item,
  itemStoreSetting,
  name,
  type RowOf,
} from '#dictionary';
import type { Work } from '#engine';
import type { Invoice, InvoiceLine } from '../invoices/invoice-kinds.ts';
import { storePreferenceOf } from '../preferences/preference-value.ts';
import { unitsOf } from '../stock/units.ts';

const ONE = decimal(1);
const HUNDRED = decimal(100);

export interface ReceivedLine {
  readonly id: RowId;
  readonly edit: EditOf<typeof invoiceLine>;
}

/** The lines of the answering half (ST5): placeholders are dropped, cost is the sender's sell price. */
export async function receivedLines(
  work: Work,
  transfer: Transfer,
): Promise<readonly ReceivedLine[]> {
  const shipped = transfer.lines.filter((line) => line.type !== 'placeholder');
  const unpack = await storePreferenceOf(work, { store: transfer.receiver, key: 'pack_size_one' });
  const prices = await priceRules(work, transfer, shipped);
  return shipped.map((line) => {
    const pack = unpack ? unpacked(line) : asSent(line);
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
        pack_size: pack.packSize,
        packs: pack.packs,
        sent_packs: line.packs,
        sent_pack_size: line.pack_size,
        cost_price: pack.cost,
        sell_price: sellPrice(pack, prices.get(line.item_id)),
        tax: line.tax,
        note: line.note,
        donor_id: line.donor_id,
        manufacturer_id: line.manufacturer_id,
        volume_per_pack: pack.volume,
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

interface Pack {
  readonly packs: Decimal;
  readonly packSize: Decimal;
  readonly cost: Decimal;
  readonly volume: Decimal | null;
}

function asSent(line: InvoiceLine): Pack {
  const { packs, pack_size: packSize, sell_price: cost, volume_per_pack: volume } = line;
  return { packs, packSize, cost, volume };
}

/** The line in packs of one unit; what cannot be counted so stays as it was sent, and so do services. */
function unpacked(line: InvoiceLine): Pack {
  const units = line.type === 'service' ? undefined : unitsOf(line.packs, line.pack_size);
  if (units === undefined) return asSent(line);
  const cost = parseDecimal(divide(line.sell_price, line.pack_size));
  const volume = parseDecimal(divide(line.volume_per_pack ?? ZERO, line.pack_size));
  if (cost === undefined || volume === undefined) return asSent(line);
  return { packs: units, packSize: ONE, cost, volume: line.volume_per_pack && volume };
}

interface PriceRule {
  readonly setting: RowOf<typeof itemStoreSetting> | undefined;
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
  const settings = await work.find(itemStoreSetting, {
    where: [
      { column: 'store_id', is: transfer.receiver },
      { column: 'item_id', in: items },
    ],
  });
  const rules = new Map<RowId, PriceRule>();
  for (const itemId of items) {
    const setting = settings.find((each) => each.item_id === itemId);
    const defaultPackSize = (await work.get(item, itemId))?.default_pack_size ?? ONE;
    const margin = setting?.margin ?? supplier?.margin ?? ZERO;
    rules.set(itemId, { setting, defaultPackSize, margin });
  }
  return rules;
}

/**
 * The receiving store's default price where it has one, scaled to the pack; else the cost with the margin on top.
 * A price that comes out absurd (below 0, or too large to be kept) must not hold up the goods: then it is the cost.
 */
function sellPrice(pack: Pack, rule: PriceRule | undefined): Decimal {
  const price = parseDecimal(rule === undefined ? pack.cost : ruledPrice(pack, rule));
  return price === undefined || isNegative(price) ? pack.cost : price;
}

function ruledPrice(
  { cost, packSize }: Pack,
  { setting, defaultPackSize, margin }: PriceRule,
): Decimal {
  if (setting?.default_price != null && defaultPackSize !== ZERO) {
    return multiply(divide(setting.default_price, defaultPackSize), packSize);
  }
  return add(cost, divide(multiply(cost, margin), HUNDRED));
}
