import { type Row, referencesOf } from '#dictionary';
import type { Device } from '../device/device.ts';
import { MERGED_TABLES } from '../law/assumptions.ts';
import { contentOf } from '../law/content.ts';
import { mergesOf } from '../law/merges.ts';
import type { World } from '../world/world.ts';

import { isExcused } from './b1-holds-all.ts';
import { check, named } from './check.ts';

const MERGED = new Set(Object.values(MERGED_TABLES));

export const g1 = check(
  'G1',
  'Where a merge is known, nothing points to the row that went, which is a tombstone that points to what is left.',
  (world, violated) => ({
    atEnd() {
      for (const device of [world.central(), ...world.remotes()]) {
        if (!device.isCentral && !world.isInStep(device)) continue;
        const fault = faultAt(world, device);
        if (fault !== undefined) violated(`${device.key}: ${fault}`);
      }
    },
  }),
);

function faultAt(world: World, device: Device): string | undefined {
  const mirror = device.mirror();
  const taken = mergesOf(contentOf({ merge_event: takenAt(world, device) }));
  const known = mergesOf(mirror);
  /** What is left of the row; undefined where a merge that waits for people has a say in it (MG4, MG7). */
  const leftOf = (table: string, id: string) => {
    if (!MERGED.has(table)) return id;
    const left = taken.kept(table, id);
    return left === known.kept(table, id) ? left : undefined;
  };
  for (const table of world.dictionary.tables) {
    const { name } = table;
    for (const row of mirror.rows(name)) {
      // NOTE what a restored central has lost of its own stays at a site as it was (I2).
      if (isExcused(world, device, name, row)) continue;
      const left = leftOf(name, String(row['id']));
      if (left !== undefined && !isAsMerged(row, left))
        return `${named(name, row)} was merged into ${left} and points to ${row['merged_into_id']}`;
      if (row['deleted_at'] !== null) continue;
      for (const { column, table: to } of referencesOf(table)) {
        const id = row[column];
        const last = typeof id === 'string' ? leftOf(to, id) : undefined;
        if (last !== undefined && last !== id)
          return `${named(name, row)} names in ${column} ${id}, which was merged into ${last}`;
      }
    }
  }
  return undefined;
}

/** The merges that the device knows and central has taken. */
function takenAt(world: World, device: Device): readonly Row[] {
  const hub = world.central().mirror();
  return [...device.mirror().rows('merge_event')].filter(
    ({ id }) => hub.row('merge_event', String(id)) !== undefined,
  );
}

function isAsMerged(row: Row, left: string): boolean {
  return left === row['id'] || (row['deleted_at'] !== null && row['merged_into_id'] === left);
}
