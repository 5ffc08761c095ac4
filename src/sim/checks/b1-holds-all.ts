import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';
import { staysLocal, typeOf } from '../law/data-types.ts';
import type { World } from '../world/world.ts';
import { check, named } from './check.ts';
import { difference, same } from './same.ts';
import { differByWaitingMerges, isMergedByWaiting } from './waiting-merges.ts';

export const b1 = check(
  'B1',
  'Every site holds exactly what central holds of the rows it is entitled to.',
  (world, violated) => ({
    atEnd() {
      const hub = world.central().mirror();
      const law = world.lawAt(world.central());
      for (const device of world.remotes()) {
        if (!world.isInStep(device) || world.mayMistakePasts(device)) continue;
        const own = world.lawAt(device);
        for (const { name: table } of world.dictionary.tables) {
          if (staysLocal(table)) continue;
          for (const row of hub.rows(table)) {
            if (row['deleted_at'] !== null || !law.mayHold(device.siteId, table, row)) continue;
            // NOTE what is left out now and came in earlier days grows old at central.
            if (law.staysAtItsSite(table, row)) continue;
            // NOTE the site may go by a row of its store that central has lost.
            if (world.upheavals.restores > 0 && own.staysAtItsSite(table, row)) continue;
            const here = device.mirror().row(table, String(row['id']));
            if (
              (here !== undefined && same(here, row)) ||
              (here !== undefined && differByWaitingMerges(world, here, row)) ||
              (here === undefined && isMergedByWaiting(world, row)) ||
              isExcused(world, device, table, here ?? row)
            )
              continue;
            violated(
              `${device.key} holds ${named(table, here)} where central holds ${named(table, row)}${differs(here, row)}`,
            );
          }
        }
      }
    },
  }),
);

/** What the site keeps of its own and central refused, or what central itself has lost. */
export function isExcused(world: World, device: Device, table: string, here: Row): boolean {
  const type = typeOf(table);
  // NOTE a restored central may have lost who sees whom, and refuse what named the receiver of a document: until
  // people decide, its receiver keeps all of it, the lines too that central took long before (I2).
  if (type.code === 'W' && world.upheavals.restores > 0) {
    const parent = device.mirror().row(type.parent, String(here[type.column]));
    if (parent !== undefined && isExcused(world, device, type.parent, parent)) return true;
  }
  return (
    world.isShaken(table, here) ||
    isOfLostBranch(world, here) ||
    world.waitsInQuarantine(device.siteId, table, here) ||
    world.waitsInQuarantine(Number(here['origin_site_id']), table, here)
  );
}

/** Sent by one of two devices of a site, and lost by central, which hears the other one since: nobody can bring it again. */
function isOfLostBranch(world: World, { id, store_id, origin_site_id: origin }: Row): boolean {
  if (!world.wasLost(String(id))) return false;
  const store = world.central().mirror().row('store', String(store_id));
  return world
    .remotes()
    .some(
      (device) =>
        world.isRefused(device) && [origin, store?.['active_site_id']].includes(device.siteId),
    );
}

function differs(here: Row | undefined, row: Row): string {
  return here === undefined ? '' : `; ${difference(here, row)}`;
}
