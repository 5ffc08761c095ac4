import { object, ok, type Result, type RowId, refused } from '#base';
import { invoice } from '#dictionary';
import type { Work } from '#engine';
import { mayDo } from '../may-do.ts';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { confirm } from './confirm-invoice.ts';
import { type Invoice, isDraft } from './invoice-kinds.ts';
import { invoiceInput, needForInvoice, readInvoice, readLines } from './read-invoice.ts';
import { placeholderLines, wrongStatus } from './refusals.ts';
import { transferTarget } from './transfer-target.ts';

export const finaliseInvoice = operation({
  name: 'finalise-invoice',
  title: 'Finalise an invoice: it is locked, and what goes to another store is sent there',
  input: object(invoiceInput),
  need: needForInvoice('finalise'),
  async run(work, input) {
    const found = await readInvoice(work, input.invoice_id);
    if (!found.ok) return found;
    const finalised = await finalise(work, found.value);
    return finalised.ok ? ok({ invoice_id: input.invoice_id }) : finalised;
  },
});

/** Locks the invoice; one that is not confirmed yet is confirmed first. */
export async function finalise(work: Work, of: Invoice): Promise<Result<void>> {
  if (!isDraft(of) && of.status !== 'confirmed') {
    return refused(wrongStatus({ invoice_id: of.id, status: of.status, wanted: 'finalised' }));
  }
  const receiver = await receiverOf(work, of);
  if (!receiver.ok) return receiver;
  const resolved = await refusePlaceholders(work, of);
  if (!resolved.ok) return resolved;
  if (isDraft(of)) {
    const confirmed = await confirm(work, of);
    if (!confirmed.ok) return confirmed;
  }
  await work.put(invoice, of.id, {
    status: 'finalised',
    finalised_at: work.now,
    ...(receiver.value !== undefined && { counterparty_store_id: receiver.value }),
  });
  await noteActivity(work, {
    type: 'invoice-finalised',
    table: invoice.name,
    record_id: of.id,
    store_id: of.store_id,
    from: of.status,
    to: 'finalised',
  });
  return ok(undefined);
}

/** ST2: each line without stock is named. */
async function refusePlaceholders(work: Work, of: Invoice): Promise<Result<void>> {
  const lines = await readLines(work, of);
  if (!lines.ok) return lines;
  const open = lines.value.filter((line) => line.type === 'placeholder');
  if (open.length === 0) return ok(undefined);
  return refused(
    placeholderLines({
      invoice_id: of.id,
      lines: open.map(({ id, line_number, item_name, packs }) => ({
        invoice_line_id: id,
        line_number,
        item_name,
        packs,
      })),
    }),
  );
}

/** The store that the other half of this document will be made in; the trigger of the transfer is that it is named. */
async function receiverOf(work: Work, of: Invoice): Promise<Result<RowId | undefined>> {
  if (of.type !== 'customer_invoice') return ok(undefined);
  const target = await transferTarget(work, of);
  if (!target.ok || target.value === undefined) return target.ok ? ok(undefined) : target;
  const allowed = await mayDo(work, { permission: 'transfer_goods', store: of.store_id });
  return allowed.ok ? ok(target.value.id) : allowed;
}
