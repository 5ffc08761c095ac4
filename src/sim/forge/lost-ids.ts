import type { Device } from '../device/device.ts';
import type { Change } from '../device/mirror.ts';
import type { Upheavals } from '../world/world.ts';
import { TAKEN_ID } from './tampering.ts';

/**
 * Whoever gives a row of its own the id of another's row lies about nothing else. Once central has lost that row with
 * a restore, its id is free: only its owner could know, and its owner's row waits for people when it comes again.
 */
export function forgiveLostIds(
  upheavals: Upheavals,
  device: Device,
  changes: readonly Change[],
): void {
  if (!device.isCentral || upheavals.lost.size === 0) return;
  for (const { table, key, before, after } of changes) {
    const id = String(key);
    const lie = upheavals.forged.get(`${table}/${id}`);
    if (lie?.forgery !== TAKEN_ID || !upheavals.lost.has(id)) continue;
    if (before !== undefined || after?.['origin_site_id'] !== lie.row['origin_site_id']) continue;
    upheavals.forged.delete(`${table}/${id}`);
    upheavals.poison.delete(lie.hash);
    upheavals.givenAway.add(id);
  }
}
