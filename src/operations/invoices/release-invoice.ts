import { object, ok, refused } from '#base';
import { invoice } from '#dictionary';
import { operation } from '../operation.ts';
import { isDraft } from './invoice-kinds.ts';
import { invoiceInput, needForInvoice, readInvoice } from './read-invoice.ts';
import { numberPending, wrongStatus } from './refusals.ts';

export const releaseInvoice = operation({
  name: 'release-invoice',
  title: 'Release an invoice that is on hold, so that it can be confirmed',
  input: object(invoiceInput),
  need: needForInvoice('edit'),
  async run(work, input) {
    const found = await readInvoice(work, input.invoice_id);
    if (!found.ok) return found;
    const { id, status, serial } = found.value;
    if (!isDraft(found.value))
      return refused(wrongStatus({ invoice_id: id, status, wanted: 'released' }));
    if (serial < 0) return refused(numberPending({ invoice_id: id }));
    await work.put(invoice, id, { on_hold: false });
    return ok({ invoice_id: id });
  },
});
