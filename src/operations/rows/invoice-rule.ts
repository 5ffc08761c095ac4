import { ok, refused } from '#base';
import { invoice, invoiceLine } from '#dictionary';
import { type Invoice, isDraft, isReceived } from '../invoices/invoice-kinds.ts';
import {
  invoiceLocked,
  receivedColumn,
  receivedInvoice,
  statusByOperation,
  typeNotByHand,
  wrongStatus,
} from '../invoices/refusals.ts';
import { nextNumber, sequenceOf } from '../numbers/next-number.ts';
import { rowFaulty } from '../refusals.ts';
import { changedColumns, rowRule } from './row-rule.ts';

const BY_HAND: ReadonlySet<Invoice['type']> = new Set<Invoice['type']>([
  'customer_invoice',
  'supplier_invoice',
  'inventory_addition',
  'inventory_reduction',
]);
/** Harmless columns, which may change when all others are locked. */
const NEVER_LOCKED: ReadonlySet<string> = new Set(['comment', 'colour', 'transport_ref']);
/** What the sender decided about an answering half. */
const SENT: ReadonlySet<string> = new Set(['name_id', 'their_ref', 'rate']);

export const invoiceRule = rowRule(invoice, {
  async create(work, { id, edit }) {
    const completed = {
      ...edit,
      entered_at: edit.entered_at ?? work.now,
      user_id: work.person?.user_id ?? null,
    };
    const { store_id, type, status = 'new' } = completed;
    if (status !== 'new' && status !== 'suggested') return refused(statusByOperation({ status }));
    if (store_id === undefined || type === undefined) return ok(completed);
    if (!BY_HAND.has(type)) return refused(typeNotByHand({ type }));
    if (needsPartner(type) && (completed.name_id ?? null) === null) {
      return refused(
        rowFaulty({
          faults: [{ table: invoice.name, id, column: 'name_id', reason: 'must have a value' }],
        }),
      );
    }
    // NOTE a store that is edited elsewhere gets no number here; the gate says where the invoice belongs.
    if (!work.topology.isActiveHere(store_id)) return ok(completed);
    return ok({
      ...completed,
      serial: await nextNumber(work, { store: store_id, kind: sequenceOf(type) }),
    });
  },

  async change(_work, { before, edit }) {
    const changed = changedColumns(before, edit);
    const status = edit.status ?? before.status;
    if (status !== before.status && !(before.status === 'suggested' && status === 'new'))
      return refused(statusByOperation({ status }));
    const locked =
      isDraft(before) || before.status === 'confirmed'
        ? undefined
        : changed.find((column) => !NEVER_LOCKED.has(column));
    if (locked !== undefined)
      return refused(
        invoiceLocked({ invoice_id: before.id, status: before.status, column: locked }),
      );
    const sent = isReceived(before) ? changed.find((column) => SENT.has(column)) : undefined;
    return sent === undefined ? ok(edit) : refused(receivedColumn({ column: sent }));
  },

  async remove(work, { before }) {
    if (isReceived(before)) return refused(receivedInvoice({ invoice_id: before.id }));
    if (!isDraft(before))
      return refused(
        wrongStatus({ invoice_id: before.id, status: before.status, wanted: 'deleted' }),
      );
    for (const line of await work.find(invoiceLine, {
      where: [{ column: 'invoice_id', is: before.id }],
    })) {
      await work.remove(invoiceLine, line.id);
    }
    await work.put(invoice, before.id, { line_count: 0 });
    return ok(undefined);
  },
});

function needsPartner(type: Invoice['type']): boolean {
  return type === 'customer_invoice' || type === 'supplier_invoice';
}
