import type { Row } from '#dictionary';
import type { World } from '../world/world.ts';
import { check, named } from './check.ts';

export const c3 = check(
  'C3',
  'A bad row keeps its whole group, and whatever builds on it, out of central; never a part.',
  (world, violated) => ({
    committed({ device, changes }) {
      if (!device.isCentral) return;
      for (const { table, before, after } of changes) {
        if (after === undefined || table !== 'quarantined_group' || before !== undefined) continue;
        world.sometimes.saw('a group waited in quarantine');
        if (after['code'] === 'gate.depends-on-quarantined')
          world.sometimes.saw('a group waited because it depends on a refused one');
        for (const each of rowsOf(after)) {
          const here =
            world.dictionary.table(each.table) === undefined
              ? undefined
              : device.mirror().row(each.table, String(each.row['id']));
          if (
            here === undefined ||
            here['origin_site_id'] !== each.row['origin_site_id'] ||
            here['row_version'] !== each.row['row_version']
          )
            continue;
          // NOTE the same version may be here from before: a restored central is offered what a later copy of it had refused.
          if (
            changes.some((change) => change.after === here) &&
            !isBroughtTwice(world, after, each)
          )
            violated(`central took ${named(each.table, here)} out of a group that it refused`);
        }
      }
    },
    atEnd() {
      const hub = world.central().mirror();
      for (const { siteId, position, hash } of world.poison()) {
        const waits = hub
          .by('quarantined_group', 'site_id', siteId)
          .some((row) => row['position'] === position);
        const isHeld = hub.by('held_group', 'site_id', siteId).some((row) => row['hash'] === hash);
        if (isHeld && !waits)
          violated(`group ${position} of site ${siteId} should wait in quarantine, and does not`);
      }
    },
  }),
);

interface Brought {
  readonly table: string;
  readonly row: Row;
}

function rowsOf(group: Row): readonly Brought[] {
  return (group['body'] as unknown as { readonly changes: readonly Brought[] }).changes;
}

/** The history of a dispensary brings rows as they were sent once: after a restore, one push holds both. */
function isBroughtTwice(world: World, refused: Row, { table, row }: Brought): boolean {
  const hub = world.central().mirror();
  const waiting = hub
    .by('quarantined_group', 'site_id', refused['site_id'] ?? null)
    .map((group) => group['position']);
  const isSame = (each: Brought) =>
    each.table === table &&
    each.row['id'] === row['id'] &&
    each.row['row_version'] === row['row_version'];
  return world
    .remotes()
    .filter((device) => device.siteId === refused['site_id'])
    .flatMap((device) => [...device.mirror().rows('outgoing_group')])
    .some((group) => !waiting.includes(group['position'] ?? null) && rowsOf(group).some(isSame));
}
