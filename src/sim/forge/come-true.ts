import type { Row, Value } from '#dictionary';
import type { Device } from '../device/device.ts';
import type { Change, Mirror } from '../device/mirror.ts';
import type { Upheavals } from '../world/world.ts';
import { OF_THE_INVISIBLE, TO_A_STRANGER } from './person-forgeries.ts';

/**
 * What was a lie may be the truth by the time at which central takes it: then its device had every right to say it.
 * Only, the device itself does not hold what it said.
 */
export function forgiveComeTrue(
  upheavals: Upheavals,
  device: Device,
  changes: readonly Change[],
): void {
  if (!device.isCentral || upheavals.forged.size === 0) return;
  for (const { table, key, after } of changes) {
    const lie = upheavals.forged.get(`${table}/${key}`);
    if (lie === undefined || after === undefined) continue;
    if (COME_TRUE[lie.forgery]?.(device.mirror(), after) !== true) continue;
    upheavals.forged.delete(`${table}/${key}`);
    upheavals.poison.delete(lie.hash);
    upheavals.shaken.add(String(key));
  }
}

const COME_TRUE: Readonly<Record<string, (hub: Mirror, row: Row) => boolean>> = {
  [TO_A_STRANGER]: (hub, { store_id = null, counterparty_store_id = null }) =>
    sees(hub, store_id, counterparty_store_id) && sees(hub, counterparty_store_id, store_id),
  [OF_THE_INVISIBLE]: (hub, { patient_id, origin_site_id }) =>
    [...hub.by('patient_store_join', 'patient_id', patient_id ?? null)].some(
      (join) =>
        isShown(join) &&
        hub.row('store', String(join['store_id']))?.['active_site_id'] === origin_site_id,
    ),
};

function sees(hub: Mirror, store: Value, other: Value): boolean {
  const twin = hub.row('store', String(other))?.['name_id'];
  return [...hub.by('name_store_join', 'store_id', store)].some(
    (join) => isShown(join) && join['name_id'] === twin,
  );
}

function isShown(join: Row): boolean {
  return join['deleted_at'] === null && join['inactive'] === false;
}
