import type { Row } from '#dictionary';
import type { Law } from '../law/entitled.ts';
import type { Commit, Upheavals } from './world.ts';

/** Notes what a change of stores and their settings does to what can be promised of their rows. */
export function noteStores(
  { leftOut, lostDispensary }: Upheavals,
  { device, changes, law }: Commit & { readonly law: () => Law },
): void {
  const stores = changes.filter(({ table }) => table === 'store');
  if (device.isCentral)
    for (const { before, after } of stores) noteDispensary(lostDispensary, before, after);
  if (stores.length === 0 && !changes.some(({ table }) => table === 'store_sync_setting')) return;
  const now = law();
  for (const { id } of device.mirror().rows('store'))
    if (now.staysAtItsSite('stock_line', { store_id: id ?? null })) leftOut.add(String(id));
}

/** By central's hand, or with a back-up that was put back: a site may have a dispensary no more. */
export function noteDispensary(
  lost: Upheavals['lostDispensary'],
  before: Row | undefined,
  after: Row | undefined,
): void {
  if (isDispensary(before) && !(isDispensary(after) && sameSite(before, after)))
    lost.add(Number(before?.['active_site_id']));
}

function isDispensary(store: Row | undefined): boolean {
  return store?.['store_mode'] === 'dispensary';
}

function sameSite(a: Row | undefined, b: Row | undefined): boolean {
  return a?.['active_site_id'] === b?.['active_site_id'];
}
