import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';
import { isKeptByItsMaker, staysLocal } from '../law/data-types.ts';
import { keptHiddenAt } from '../law/kept-hidden.ts';
import type { World } from '../world/world.ts';
import { isExcused } from './b1-holds-all.ts';
import { check, named } from './check.ts';
import { isHidden } from './is-hidden.ts';
import { differByWaitingMerges, isKeptByWaiting } from './waiting-merges.ts';

export const b2 = check(
  'B2',
  'A row that a site is not entitled to, or that central has deleted, is gone from the site.',
  (world, violated) => ({
    atEnd() {
      const hub = world.central().mirror();
      const law = world.lawAt(world.central());
      for (const device of world.remotes()) {
        if (!world.isInStep(device) || world.mayMistakePasts(device)) continue;
        const own = world.lawAt(device);
        const keptFor = keptHiddenAt(device.siteId, device.mirror());
        for (const { name: table } of world.dictionary.tables) {
          if (staysLocal(table)) continue;
          for (const row of device.mirror().rows(table)) {
            if (row['deleted_at'] !== null || own.staysAtItsSite(table, row)) continue;
            if (staysLocal(table, row) || isMadeHere(device, table, row)) continue;
            // NOTE it may stay out of sight while an unfinished document here points to it.
            if (isHidden(device, table, row) && keptFor.has(String(row['id']))) continue;
            const there = hub.row(table, String(row['id']));
            const reason =
              there === undefined
                ? 'central has no such row'
                : there['deleted_at'] !== null
                  ? 'central has deleted it'
                  : law.maySend(device.siteId, table, there)
                    ? undefined
                    : 'it is not entitled to it';
            if (there?.['deleted_at'] && isKeptByWaiting(world, row)) continue;
            if (there !== undefined && isOfMerged(world, device, table, row, there)) continue;
            if (reason !== undefined && !isExcused(world, device, table, row))
              violated(`${device.key} holds ${named(table, row)}: ${reason}`);
          }
        }
      }
    },
  }),
);

function isMadeHere(device: Device, table: string, row: Row): boolean {
  return isKeptByItsMaker(table, row) && row['origin_site_id'] === device.siteId;
}

/** Whether a merge that waits has turned it here to a person whom the site may see, or who waits as well. */
function isOfMerged(world: World, { siteId }: Device, table: string, row: Row, there: Row) {
  if (!differByWaitingMerges(world, row, there)) return false;
  if (world.lawAt(world.central()).maySend(siteId, table, row)) return true;
  const id = row['patient_id'];
  return id !== undefined && world.waitsInQuarantine(siteId, 'patient', { id, row_version: 1 });
}
