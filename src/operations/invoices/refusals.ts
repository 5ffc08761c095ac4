// What can be wrong with an invoice or with what is asked of it.
import { defineRefusal } from '#base';

export const wrongStatus = defineRefusal<{ invoice_id: string; status: string; wanted: string }>({
  code: 'invoice.wrong-status',
  kind: 'conflict',
  message: ({ status, wanted }) => `This invoice is ${status} and cannot be ${wanted}.`,
  next: ({ status }) =>
    status === 'finalised'
      ? 'It is locked; correct it with a return or a new invoice.'
      : 'Look at its status; it only goes forward.',
});

export const statusByOperation = defineRefusal<{ status: string }>({
  code: 'invoice.status-by-operation',
  kind: 'conflict',
  message: () => 'The status of an invoice is not set by hand.',
  next: ({ status }) => `Use ${OPERATION_TO[status] ?? 'the operations on invoices'}.`,
});

const OPERATION_TO: Readonly<Record<string, string>> = {
  confirmed: 'confirm-invoice',
  finalised: 'finalise-invoice',
  cancelled: 'cancel-invoice',
};

export const typeNotByHand = defineRefusal<{ type: string }>({
  code: 'invoice.type-not-by-hand',
  kind: 'conflict',
  message: ({ type }) => `An invoice of type ${type} is made by an operation, not by hand.`,
  next: 'Make a customer_invoice, supplier_invoice, inventory_addition or inventory_reduction.',
});

export const invoiceLocked = defineRefusal<{ invoice_id: string; status: string; column: string }>({
  code: 'invoice.locked',
  kind: 'conflict',
  message: ({ status, column }) => `This invoice is ${status}: ${column} cannot change any more.`,
  next: 'Only the comment, the colour and the transport reference may still change.',
});

export const linesLocked = defineRefusal<{ invoice_id: string; status: string }>({
  code: 'invoice.lines-locked',
  kind: 'conflict',
  message: ({ status }) => `The lines of a ${status} invoice cannot change any more.`,
  next: ({ status }) =>
    status === 'confirmed'
      ? 'Its stock has moved: cancel the invoice with cancel-invoice and make a new one.'
      : 'Correct it with a return or a new invoice.',
});

export const receivedInvoice = defineRefusal<{ invoice_id: string }>({
  code: 'invoice.received',
  kind: 'conflict',
  message: () => 'This invoice was sent by another store and cannot be deleted or cancelled.',
  next: 'Set the packs that did not arrive to 0, release it and confirm it.',
});

export const receivedColumn = defineRefusal<{ column: string }>({
  code: 'invoice.received-column',
  kind: 'conflict',
  message: ({ column }) => `${column} came from the sender and cannot change.`,
  next: 'You may change packs, batch, dates, location, prices and note.',
});

export const receivedLine = defineRefusal<{ invoice_line_id: string }>({
  code: 'invoice.received-line',
  kind: 'conflict',
  message: () => 'This line was sent by another store and cannot be deleted.',
  next: 'Set its packs to 0 if nothing of it arrived.',
});

export const onHold = defineRefusal<{ invoice_id: string }>({
  code: 'invoice.on-hold',
  kind: 'conflict',
  message: () => 'This invoice is on hold.',
  next: 'Inspect it, release it with release-invoice, then confirm it.',
});

export const numberPending = defineRefusal<{ invoice_id: string }>({
  code: 'invoice.number-pending',
  kind: 'conflict',
  message: () => 'This invoice has no number yet.',
  next: 'Wait until the site of the store has numbered it.',
});

export const noLines = defineRefusal<{ invoice_id: string }>({
  code: 'invoice.no-lines',
  kind: 'conflict',
  message: () => 'This invoice has no lines.',
  next: 'Add at least one line.',
});

export const incomplete = defineRefusal<{ invoice_id: string; line_count: number; lines: number }>({
  code: 'invoice.incomplete',
  kind: 'conflict',
  message: ({ line_count, lines }) =>
    `This invoice should have ${line_count} lines, but ${lines} are here.`,
  next: 'Sync and try again; if it stays so, look at the quarantine.',
});

export const placeholderLines = defineRefusal<{
  invoice_id: string;
  lines: readonly {
    invoice_line_id: string;
    line_number: number;
    item_name: string;
    packs: string;
  }[];
}>({
  code: 'invoice.placeholder-lines',
  kind: 'conflict',
  message: ({ lines }) =>
    `No stock was chosen for ${lines.map(({ line_number, item_name }) => `line ${line_number} (${item_name})`).join(', ')}.`,
  next: 'Choose a stock line for each of them, or delete them.',
});

export const toItself = defineRefusal<{ store_id: string }>({
  code: 'transfer.to-itself',
  kind: 'conflict',
  message: () => 'A store cannot ship to itself.',
  next: 'Choose another customer, or cancel the invoice.',
});

export const storesNotVisible = defineRefusal<{ store_id: string; name_id: string }>({
  code: 'transfer.not-visible',
  kind: 'conflict',
  message: () => 'The customer is a store, and the two stores are not visible to each other.',
  next: 'Ask central to run make-stores-visible for the two stores, then sync.',
});

export const receiverDisabled = defineRefusal<{ store_id: string }>({
  code: 'transfer.receiver-disabled',
  kind: 'conflict',
  message: () => 'The receiving store is disabled.',
  next: 'Ask central to enable the store, or choose another customer.',
});

export const beforeFirstDownload = defineRefusal<{ invoice_id: string; store_id: string }>({
  code: 'transfer.before-first-download',
  kind: 'conflict',
  message: () =>
    'The shipment is months older than the first download of the receiving store’s site: nothing arrives there by itself.',
  next: 'If the goods did arrive, enter them in the receiving store; or set prevent_transfers_months_before_initialisation at central and try again with retry-consequence.',
});
