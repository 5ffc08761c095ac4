import { ok, type Result, refused } from '#base';
import { invoice, invoiceLine } from '#dictionary';
import type { Work } from '#engine';
import {
  type Invoice,
  type InvoiceLine,
  isDraft,
  isWithoutStock,
} from '../invoices/invoice-kinds.ts';
import { linesLocked, receivedColumn, receivedLine } from '../invoices/refusals.ts';
import { completeLine } from './complete-line.ts';
import { changedColumns, rowRule } from './row-rule.ts';

/** What the receiver decides about a line that was sent (ST8). */
const RECEIVERS: ReadonlySet<string> = new Set([
  'packs',
  'batch',
  'expiry_date',
  'manufacture_date',
  'location_id',
  'stock_line_id',
  'cost_price',
  'sell_price',
  'note',
  'line_number',
]);

export const invoiceLineRule = rowRule(invoiceLine, {
  async create(work, { id, edit }) {
    const header =
      edit.invoice_id === undefined ? undefined : await work.get(invoice, edit.invoice_id);
    if (header === undefined) return ok(edit);
    if (!isDraft(header))
      return refused(linesLocked({ invoice_id: header.id, status: header.status }));
    const completed = await completeLine(work, { id, header, before: undefined, edit });
    if (!completed.ok) return completed;
    await work.put(invoice, header.id, { line_count: header.line_count + 1 });
    return ok({
      ...completed.value,
      line_number: edit.line_number ?? (await nextLine(work, header)),
    });
  },

  async change(work, { before, edit }) {
    const header = await work.get(invoice, before.invoice_id);
    if (header === undefined) return ok(edit);
    if (changedColumns(before, edit).length === 0) return ok({});
    const open = openness(header, before);
    if (!open.ok) return open;
    const sent =
      before.linked_line_id === null
        ? undefined
        : changedColumns(before, edit).find((column) => !RECEIVERS.has(column));
    if (sent !== undefined) return refused(receivedColumn({ column: sent }));
    const completed = await completeLine(work, { id: before.id, header, before, edit });
    // NOTE the stock of a confirmed invoice has moved: a line that begins to name stock now would never move any.
    if (
      completed.ok &&
      !isDraft(header) &&
      !isWithoutStock({ type: completed.value.type ?? before.type })
    ) {
      return refused(linesLocked({ invoice_id: header.id, status: header.status }));
    }
    return completed;
  },

  async remove(work, { before }) {
    const header = await work.get(invoice, before.invoice_id);
    if (header === undefined) return ok(undefined);
    const open = openness(header, before);
    if (!open.ok) return open;
    if (before.linked_line_id !== null)
      return refused(receivedLine({ invoice_line_id: before.id }));
    await work.put(invoice, header.id, { line_count: header.line_count - 1 });
    return ok(undefined);
  },
});

/** A confirmed invoice is open only for the lines that no stock stands behind. */
function openness(header: Invoice, line: InvoiceLine): Result<void> {
  const open = isDraft(header) || (header.status === 'confirmed' && isWithoutStock(line));
  return open
    ? ok(undefined)
    : refused(linesLocked({ invoice_id: header.id, status: header.status }));
}

async function nextLine(work: Work, header: Invoice): Promise<number> {
  const [last] = await work.find(invoiceLine, {
    where: [{ column: 'invoice_id', is: header.id }],
    order: [{ column: 'line_number', descending: true }],
    limit: 1,
  });
  return (last?.line_number ?? 0) + 1;
}
