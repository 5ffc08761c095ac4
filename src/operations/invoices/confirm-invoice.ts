import { compare, object, ok, type Result, refused, ZERO } from '#base';
import { invoice, invoiceLine, stockLine } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { issueStock } from '../stock/issue-stock.ts';
import { type Movement, postMovement } from '../stock/post-movement.ts';
import { type Invoice, type InvoiceLine, isDraft, stockEffectOf } from './invoice-kinds.ts';
import { invoiceInput, needForInvoice, readInvoice, readLines } from './read-invoice.ts';
import { numberPending, onHold, placeholderLines, typeNotByHand, wrongStatus } from './refusals.ts';

export const confirmInvoice = operation({
  name: 'confirm-invoice',
  title: 'Confirm an invoice: its stock leaves or arrives',
  input: object(invoiceInput),
  need: needForInvoice('confirm'),
  async run(work, input) {
    const found = await readInvoice(work, input.invoice_id);
    if (!found.ok) return found;
    const confirmed = await confirm(work, found.value);
    return confirmed.ok ? ok({ invoice_id: input.invoice_id }) : confirmed;
  },
});

/** Moves the stock of every line and says so in the header. */
export async function confirm(work: Work, of: Invoice): Promise<Result<void>> {
  const effect = stockEffectOf(of.type);
  if (effect === undefined) return refused(typeNotByHand({ type: of.type }));
  if (!isDraft(of))
    return refused(wrongStatus({ invoice_id: of.id, status: of.status, wanted: 'confirmed' }));
  if (of.serial < 0) return refused(numberPending({ invoice_id: of.id }));
  if (of.on_hold) return refused(onHold({ invoice_id: of.id }));
  const lines = await readLines(work, of);
  if (!lines.ok) return lines;
  for (const line of lines.value) {
    const moved = await (effect.direction === 'in' ? receive : issue)(work, {
      of,
      line,
      kind: effect.kind,
    });
    if (!moved.ok) return moved;
  }
  await work.put(invoice, of.id, { status: 'confirmed', confirmed_at: work.now });
  await noteActivity(work, {
    type: 'invoice-confirmed',
    table: invoice.name,
    record_id: of.id,
    store_id: of.store_id,
    from: of.status,
    to: 'confirmed',
  });
  return ok(undefined);
}

interface Move {
  readonly of: Invoice;
  readonly line: InvoiceLine;
  readonly kind: Movement['kind'];
}

/** Takes the packs of a line from its stock line; a placeholder waits for its stock. */
async function issue(work: Work, { line, kind }: Move): Promise<Result<void>> {
  if (line.stock_line_id === null || compare(line.packs, ZERO) === 0) return ok(undefined);
  return issueStock(work, {
    stockLineId: line.stock_line_id,
    packs: line.packs,
    item: line.item_name,
    kind,
    source: { table: invoiceLine.name, id: line.id, event: 'confirmed' },
  });
}

/** Puts the packs of a line on its stock line, which is made for it unless one was chosen. */
async function receive(work: Work, { of, line, kind }: Move): Promise<Result<void>> {
  if (line.type === 'service' || compare(line.packs, ZERO) === 0) return ok(undefined);
  if (line.type === 'placeholder') {
    const { id, line_number, item_name, packs } = line;
    return refused(
      placeholderLines({
        invoice_id: of.id,
        lines: [{ invoice_line_id: id, line_number, item_name, packs }],
      }),
    );
  }
  const stockLineId = line.stock_line_id ?? work.derivedId(line.id, 'stock-line');
  if (line.stock_line_id === null) {
    await work.put(stockLine, stockLineId, {
      store_id: of.store_id,
      item_id: line.item_id,
      batch: line.batch,
      expiry_date: line.expiry_date,
      manufacture_date: line.manufacture_date,
      pack_size: line.pack_size,
      cost_price: line.cost_price,
      sell_price: line.sell_price,
      location_id: line.location_id,
      name_id: of.name_id,
      donor_id: line.donor_id,
      manufacturer_id: line.manufacturer_id,
      volume_per_pack: line.volume_per_pack,
    });
    await work.put(invoiceLine, line.id, { stock_line_id: stockLineId });
  }
  return postMovement(work, {
    stockLineId,
    packs: line.packs,
    kind,
    source: { table: invoiceLine.name, id: line.id, event: 'confirmed' },
  });
}
