import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';
import { check, named } from './check.ts';

export const a2 = check(
  'A2',
  'A group counts as delivered only when central holds it durably, applied or in quarantine.',
  (world, violated) => {
    /** Every place of a site's log that central has ever held durably. */
    const held = new Set<string>();

    const atCentral = (device: Device, after: Row) => {
      const siteId = Number(after['site_id']);
      held.add(`${siteId}/${after['position']}/${after['hash']}`);
      const booked = world.groups.byHash(String(after['hash']));
      if (booked === undefined) return;
      const mirror = device.mirror();
      if (
        mirror
          .by('quarantined_group', 'site_id', siteId)
          .some((row) => row['position'] === booked.position)
      )
        return;
      for (const { table, row } of booked.group.changes) {
        const here = mirror.row(table, String(row['id']));
        if (here !== undefined && Number(here['row_version']) >= Number(row['row_version']))
          continue;
        violated(
          `central holds group ${booked.position} of site ${siteId}, but not its ${named(table, row as Row)}: here is ${named(table, here)}`,
        );
      }
    };

    return {
      committed({ device, changes }) {
        for (const { table, after } of changes) {
          if (after === undefined) continue;
          if (device.isCentral && table === 'held_group') atCentral(device, after);
          if (device.isCentral || table !== 'this_site' || after['key'] !== 'held') continue;
          const { position, hash } = after['value'] as { position: number; hash: string };
          if (position > 0 && !held.has(`${device.siteId}/${position}/${hash}`)) {
            violated(
              `${device.key} takes group ${position} as delivered, which central has never held`,
            );
          }
        }
      },
    };
  },
);
