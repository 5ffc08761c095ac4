import { invoice, type invoiceLine, type RowOf, type stockMovement } from '#dictionary';
import type { Permission } from '../permission.ts';

export type Invoice = RowOf<typeof invoice>;
export type InvoiceLine = RowOf<typeof invoiceLine>;
type MovementKind = RowOf<typeof stockMovement>['kind'];

/** Whether stock arrives or leaves when an invoice is confirmed, and what the movement is called. */
export function stockEffectOf(
  type: Invoice['type'],
): { readonly direction: 'in' | 'out'; readonly kind: MovementKind } | undefined {
  switch (type) {
    case 'supplier_invoice':
      return { direction: 'in', kind: 'receipt' };
    case 'customer_invoice':
      return { direction: 'out', kind: 'issue' };
    case 'customer_credit':
      return { direction: 'in', kind: 'return' };
    case 'supplier_credit':
      return { direction: 'out', kind: 'return' };
    case 'inventory_addition':
      return { direction: 'in', kind: 'adjustment' };
    case 'inventory_reduction':
      return { direction: 'out', kind: 'adjustment' };
    case 'repack':
    case 'build':
      return undefined;
  }
}

/** The permission for each step of an invoice's life. */
export function permissionFor(
  step: 'edit' | 'confirm' | 'finalise',
  type: Invoice['type'],
): Permission {
  switch (type) {
    case 'customer_invoice':
    case 'customer_credit':
      return `${step}_customer_invoices`;
    case 'supplier_invoice':
    case 'supplier_credit':
      return 'edit_supplier_invoices';
    case 'inventory_addition':
    case 'inventory_reduction':
    case 'repack':
    case 'build':
      return 'adjust_stock';
  }
}

export function isInvoiceType(value: unknown): value is Invoice['type'] {
  return invoice.columns.type.values?.some((each) => each === value) === true;
}

/** An invoice that may still be put together: no stock has moved. */
export function isDraft(of: Pick<Invoice, 'status'>): boolean {
  return of.status === 'suggested' || of.status === 'new';
}

/** The answering half of a transfer: it came from another store. */
export function isReceived(of: Pick<Invoice, 'type' | 'linked_invoice_id'>): boolean {
  return of.type === 'supplier_invoice' && of.linked_invoice_id !== null;
}

/** Lines that no stock stands behind. */
export function isWithoutStock(line: Pick<InvoiceLine, 'type'>): boolean {
  return line.type === 'placeholder' || line.type === 'service';
}
