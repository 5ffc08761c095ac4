import { must, ok, type Result } from '#base';
import { invoice, store, transferLog } from '#dictionary';
import type { Work } from '#engine';
import { finalise } from '../invoices/finalise-invoice.ts';
import type { Invoice } from '../invoices/invoice-kinds.ts';
import { nextNumber, sequenceOf } from '../numbers/next-number.ts';
import { storePreferenceOf } from '../preferences/preference-value.ts';

/**
 * What the receiving store does with an answering half, at the site where it is active: takes its next number,
 * tells the sender, and finalises it where the store wants that (ST4, SP1).
 */
export async function receiveHalf(work: Work, half: Invoice): Promise<Result<void>> {
  const serial = await nextNumber(work, { store: half.store_id, kind: sequenceOf(half.type) });
  await work.put(invoice, half.id, { serial });
  await work.put(transferLog, work.derivedId(half.id, 'number-allocated'), {
    store_id: half.store_id,
    counterparty_store_id: must(
      half.counterparty_store_id,
      'a half knows the store of the other half',
    ),
    invoice_id: must(half.linked_invoice_id, 'an answering half knows what it answers'),
    at: work.now,
    type: 'number_allocated',
    message: `number ${serial} allocated in store ${must(await work.get(store, half.store_id), 'a store that is active here is here').name}`,
  });
  const state = await storePreferenceOf(work, { store: half.store_id, key: 'transfer_si_state' });
  // NOTE a half that was put on hold stays so, whatever the store has come to prefer since: a person releases it.
  if (state !== 'finalised' || half.on_hold) return ok(undefined);
  return finalise(work, must(await work.get(invoice, half.id), 'the half was just numbered'));
}
