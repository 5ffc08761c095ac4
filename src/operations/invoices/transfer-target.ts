import { ok, type Result, refused } from '#base';
import { name, type RowOf, store } from '#dictionary';
import type { Work } from '#engine';
import type { Invoice } from './invoice-kinds.ts';
import { receiverDisabled, storesNotVisible, toItself } from './refusals.ts';

const DAY = 24 * 60 * 60 * 1000;
const GUARD_DAYS = 30;
const YEAR = 365 * DAY;

/**
 * The store that a document ships to; undefined when the partner is no store, or when the document is so much
 * older than the store that it must not become a transfer now (ST12). Asked where the document is finalised and
 * again where it is answered, so that a store cannot help itself to a partner (E4).
 */
export async function transferTarget(
  work: Work,
  document: Invoice,
): Promise<Result<RowOf<typeof store> | undefined>> {
  const partner = document.name_id === null ? undefined : await work.get(name, document.name_id);
  if (partner === undefined) return ok(undefined);
  const known = work.topology.storeOfName(partner.id);
  if (known === undefined && partner.type !== 'store') return ok(undefined);
  if (known?.storeId === document.store_id)
    return refused(toItself({ store_id: document.store_id }));
  const [receiver, sender] = [
    known && (await work.get(store, known.storeId)),
    await work.get(store, document.store_id),
  ];
  const visible =
    receiver !== undefined && work.topology.partnersOf(document.store_id).includes(receiver.id);
  if (!visible)
    return refused(storesNotVisible({ store_id: document.store_id, name_id: partner.id }));
  if (receiver.disabled) return refused(receiverDisabled({ store_id: receiver.id }));
  return ok(
    sender !== undefined && isTooOld({ document, receiver, sender }) ? undefined : receiver,
  );
}

interface Ages {
  readonly document: Pick<Invoice, 'entered_at'>;
  readonly receiver: Pick<RowOf<typeof store>, 'created_date'>;
  readonly sender: Pick<RowOf<typeof store>, 'created_date'>;
}

/** More than 30 days before the receiving store was created. */
export function isTooOld({ document, receiver, sender }: Ages): boolean {
  const entered = Date.parse(document.entered_at);
  return (
    !tellsOfWrongClock(document, sender) &&
    entered < Date.parse(receiver.created_date) - GUARD_DAYS * DAY
  );
}

/**
 * A moment more than a year before the sender's own store was created tells of a wrong clock rather than of an old
 * document, and stops nothing (H1).
 */
export function tellsOfWrongClock(document: Ages['document'], sender: Ages['sender']): boolean {
  return Date.parse(document.entered_at) < Date.parse(sender.created_date) - YEAR;
}
