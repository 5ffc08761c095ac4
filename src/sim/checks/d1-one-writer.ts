import type { Row } from '#dictionary';
import { check } from './check.ts';

export const d1 = check(
  'D1',
  'Of each store and ownership epoch central accepts the groups of one site, on one chain.',
  (world, violated) => {
    const writers = new Map<string, number>();
    return {
      committed({ device, changes }) {
        if (!device.isCentral) return;
        for (const { table, after } of changes) {
          if (table !== 'held_group' || after === undefined) continue;
          const booked = world.groups.byHash(String(after['hash']));
          if (booked === undefined) continue;
          const { siteId, position } = booked;
          const before =
            position === 1
              ? ''
              : device.mirror().row('held_group', `${siteId}|${position - 1}`)?.['hash'];
          if (before !== booked.after)
            violated(
              `central took group ${position} of site ${siteId}, which does not follow what it holds of it`,
            );
          if (
            device
              .mirror()
              .by('quarantined_group', 'site_id', siteId)
              .some((row) => row['position'] === position)
          )
            continue;
          // NOTE what a site adds where somebody is visible rests on the home of that person, and writes nothing there.
          const isAdded = booked.group.changes.every(({ table, row }) =>
            world.lawAt(device).mayAdd(siteId, table, row as Row),
          );
          if (isAdded) continue;
          for (const [id, epoch] of Object.entries(booked.group.epochs)) {
            // NOTE a person goes with the home store: there the ownership of that store counts.
            if (device.mirror().row('store', id) === undefined) continue;
            const key = `${id}/${epoch}`;
            const writer = writers.get(key) ?? siteId;
            writers.set(key, writer);
            if (writer !== siteId)
              violated(
                `sites ${writer} and ${siteId} both wrote for store ${id} in its epoch ${epoch}`,
              );
          }
        }
      },
    };
  },
);
