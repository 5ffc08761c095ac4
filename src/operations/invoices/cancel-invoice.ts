import { compare, negate, object, ok, type Result, refused, ZERO } from '#base';
import { invoice, invoiceLine } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { postMovement } from '../stock/post-movement.ts';
import { type Invoice, isDraft, isReceived, stockEffectOf } from './invoice-kinds.ts';
import { invoiceInput, needForInvoice, readInvoice, readLines } from './read-invoice.ts';
import { receivedInvoice, wrongStatus } from './refusals.ts';

export const cancelInvoice = operation({
  name: 'cancel-invoice',
  title:
    'Cancel an invoice that is not finalised: stock that it moved goes back, its number stays used',
  input: object(invoiceInput),
  need: needForInvoice('confirm'),
  async run(work, input) {
    const found = await readInvoice(work, input.invoice_id);
    if (!found.ok) return found;
    const of = found.value;
    if (isReceived(of)) return refused(receivedInvoice({ invoice_id: of.id }));
    if (!isDraft(of)) {
      const undone = await undoStock(work, of);
      if (!undone.ok) return undone;
    }
    await work.put(invoice, of.id, { status: 'cancelled', cancelled_at: work.now });
    await noteActivity(work, {
      type: 'invoice-cancelled',
      table: invoice.name,
      record_id: of.id,
      store_id: of.store_id,
      from: of.status,
      to: 'cancelled',
    });
    return ok({ invoice_id: of.id });
  },
});

/** Moves the stock of every line the other way; refused where it has gone on meanwhile. */
async function undoStock(work: Work, of: Invoice): Promise<Result<void>> {
  const effect = stockEffectOf(of.type);
  if (of.status !== 'confirmed' || effect === undefined) {
    return refused(wrongStatus({ invoice_id: of.id, status: of.status, wanted: 'cancelled' }));
  }
  const lines = await readLines(work, of);
  if (!lines.ok) return lines;
  for (const line of lines.value) {
    if (line.stock_line_id === null || line.type === 'service' || compare(line.packs, ZERO) === 0)
      continue;
    const moved = await postMovement(work, {
      stockLineId: line.stock_line_id,
      packs: effect.direction === 'in' ? negate(line.packs) : line.packs,
      kind: effect.kind,
      source: { table: invoiceLine.name, id: line.id, event: 'cancelled' },
    });
    if (!moved.ok) return moved;
  }
  return ok(undefined);
}
