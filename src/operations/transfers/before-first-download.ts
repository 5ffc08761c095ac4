import { must } from '#base';
import { type RowOf, store } from '#dictionary';
import type { Work } from '#engine';
import type { Invoice } from '../invoices/invoice-kinds.ts';
import { tellsOfWrongClock } from '../invoices/transfer-target.ts';
import { generalPreferenceOf } from '../preferences/preference-value.ts';

/**
 * Whether a document is so much older than the first download of the receiver's site that central makes no half of it
 * there: when a customer becomes a store with a site of its own, its old documents are not to come over it (domain 5.1).
 */
export async function isBeforeFirstDownload(
  work: Work,
  {
    document,
    receiver,
  }: { readonly document: Invoice; readonly receiver: RowOf<typeof store>['id'] },
): Promise<boolean> {
  const { activeSiteId } = must(work.topology.store(receiver), 'the receiver is a known store');
  const began = await work.initialisedAt(activeSiteId);
  if (began === undefined) return false;
  const months = await generalPreferenceOf(work, 'prevent_transfers_months_before_initialisation');
  const first = new Date(began);
  first.setUTCMonth(first.getUTCMonth() - months);
  const sender = await work.get(store, document.store_id);
  return (
    Date.parse(document.entered_at) < first.getTime() &&
    sender !== undefined &&
    !tellsOfWrongClock(document, sender)
  );
}
