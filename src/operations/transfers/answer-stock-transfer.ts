import { must, ok, type Result, refused } from '#base';
import { invoice, invoiceLine } from '#dictionary';
import type { Processor, Work } from '#engine';
import type { Invoice } from '../invoices/invoice-kinds.ts';
import { readLines } from '../invoices/read-invoice.ts';
import { beforeFirstDownload } from '../invoices/refusals.ts';
import { transferTarget } from '../invoices/transfer-target.ts';
import { storePreferenceOf } from '../preferences/preference-value.ts';
import { isAnsweredHere } from './answer-place.ts';
import { isBeforeFirstDownload } from './before-first-download.ts';
import { fitting } from './fitting.ts';
import { receiveHalf } from './receive-half.ts';
import { receivedLines } from './received-lines.ts';

/**
 * Makes the supplier invoice of the receiving store when all of this holds:
 * - the row is a customer invoice, finalised and numbered, that names a store as its counterparty;
 * - this is the place where the pair is answered;
 * - the answer does not exist yet (its id is derived from the customer invoice);
 * - header and lines are all here (C1);
 * - the receiving store is another one, not disabled, and the two are visible to each other (ST11, E4);
 * - the document is not more than 30 days older than the receiving store (ST12), nor some months older than the first
 *   download of its site.
 */
export const answerStockTransfer: Processor = {
  name: 'answer-stock-transfer',
  watches: [invoice.name],
  concerns: (row) => isTriggered(row as Invoice),
  async run(work, changed) {
    const initiating = await work.get(invoice, String(changed.row['id']));
    if (initiating === undefined || !isTriggered(initiating)) return ok(undefined);
    const stores = {
      sender: initiating.store_id,
      receiver: must(initiating.counterparty_store_id, 'a triggered transfer names its receiver'),
    };
    if (!isAnsweredHere(work.topology, stores)) return ok(undefined);
    const answerId = work.derivedId(initiating.id, 'stock-transfer');
    if ((await work.get(invoice, answerId)) !== undefined) return ok(undefined);
    const target = await transferTarget(work, initiating);
    if (!target.ok || target.value?.id !== stores.receiver)
      return target.ok ? ok(undefined) : target;
    const receiver = target.value.id;
    if (await isBeforeFirstDownload(work, { document: initiating, receiver }))
      return refused(beforeFirstDownload({ invoice_id: initiating.id, store_id: receiver }));
    return answer(work, { initiating, answerId, receiver });
  },
};

function isTriggered(row: Invoice): boolean {
  return (
    row.type === 'customer_invoice' &&
    row.status === 'finalised' &&
    row.serial !== -1 &&
    row.counterparty_store_id !== null
  );
}

interface Answer {
  readonly initiating: Invoice;
  readonly answerId: Invoice['id'];
  readonly receiver: Invoice['store_id'];
}

async function answer(
  work: Work,
  { initiating, answerId, receiver }: Answer,
): Promise<Result<void>> {
  const lines = await readLines(work, initiating);
  if (!lines.ok) return lines;
  const supplier = must(
    work.topology.store(initiating.store_id),
    'the sender is a known store',
  ).nameId;
  const received = await receivedLines(work, {
    initiating,
    lines: lines.value,
    receiver,
    supplier,
    answerId,
  });
  const state = await storePreferenceOf(work, { store: receiver, key: 'transfer_si_state' });
  await work.put(invoice, answerId, {
    store_id: receiver,
    name_id: supplier,
    counterparty_store_id: initiating.store_id,
    serial: -1,
    type: 'supplier_invoice',
    status: 'new',
    on_hold: state === 'on_hold',
    their_ref: fitting(
      `Customer invoice ${initiating.serial}${inBrackets(initiating.their_ref)}`,
      500,
    ),
    comment: fitting(`Stock transfer${inBrackets(initiating.comment)}`, 2_000),
    rate: initiating.rate,
    tax_rate: initiating.tax_rate,
    linked_invoice_id: initiating.id,
    transport_ref: initiating.transport_ref,
    expected_delivery: initiating.expected_delivery,
    line_count: received.length,
    entered_at: work.now,
  });
  for (const line of received) await work.put(invoiceLine, line.id, line.edit);
  await work.put(invoice, initiating.id, { linked_invoice_id: answerId });
  if (!work.topology.isActiveHere(receiver)) return ok(undefined);
  return receiveHalf(work, must(await work.get(invoice, answerId), 'the half was just made'));
}

function inBrackets(text: string | null): string {
  return text === null || text === '' ? '' : ` (${text})`;
}
