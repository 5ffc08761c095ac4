import { ok, type Result, type RowId, refused } from '#base';
import { invoice, invoiceLine } from '#dictionary';
import type { Work } from '#engine';
import type { Need } from '../operation.ts';
import { notFound } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { type Invoice, type InvoiceLine, permissionFor } from './invoice-kinds.ts';
import { incomplete, noLines } from './refusals.ts';

export async function readInvoice(work: Work, id: RowId): Promise<Result<Invoice>> {
  const found = await work.get(invoice, id);
  return found === undefined ? refused(notFound({ table: 'invoice', id })) : ok(found);
}

/** The lines of an invoice in their order, all of them and at least one (C1). */
export async function readLines(work: Work, of: Invoice): Promise<Result<readonly InvoiceLine[]>> {
  const lines = await work.find(invoiceLine, {
    where: [{ column: 'invoice_id', is: of.id }],
    order: [{ column: 'line_number' }, { column: 'id' }],
  });
  if (lines.length !== of.line_count) {
    return refused(
      incomplete({ invoice_id: of.id, line_count: of.line_count, lines: lines.length }),
    );
  }
  return lines.length === 0 ? refused(noLines({ invoice_id: of.id })) : ok(lines);
}

export interface InvoiceInput {
  readonly invoice_id: RowId;
}

export const invoiceInput = { invoice_id: idInput() };

/** What a person needs for a step of the invoice named in the input. */
export function needForInvoice(step: 'edit' | 'confirm' | 'finalise') {
  return async (work: Work, input: InvoiceInput): Promise<Result<Need>> => {
    const found = await readInvoice(work, input.invoice_id);
    if (!found.ok) return found;
    return ok({ permission: permissionFor(step, found.value.type), store: found.value.store_id });
  };
}
