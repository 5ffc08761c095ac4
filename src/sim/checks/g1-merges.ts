import { type Row, referencesOf } from '#dictionary';
import type { Device } from '../device/device.ts';
import { MERGED_TABLES } from '../law/assumptions.ts';
import { contentOf } from '../law/content.ts';
import { type Merges, mergesOf } from '../law/merges.ts';
import type { World } from '../world/world.ts';
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
  // NOTE of a merge that waits for people, what may occur once is not turned, and which row is left is open (MG4, MG7).
  const readings = [takenAt(world, device), [...mirror.rows('merge_event')]].map((merge_event) =>
    mergesOf(contentOf({ merge_event })),
  );
  const isSound = (table: string, holds: (kept: Merges['kept']) => boolean) =>
    !MERGED.has(table) || readings.some(({ kept }) => holds(kept));
  for (const table of world.dictionary.tables) {
    const { name } = table;
    for (const row of mirror.rows(name)) {
      if (!isSound(name, (kept) => isAsMerged(row, kept(name, String(row['id'])))))
        return `${named(name, row)} was merged and points to ${row['merged_into_id']}`;
      if (row['deleted_at'] !== null) continue;
      for (const { column, table: to } of referencesOf(table)) {
        const id = row[column];
        if (typeof id !== 'string' || isSound(to, (kept) => kept(to, id) === id)) continue;
        return `${named(name, row)} names in ${column} ${id}, which was merged`;
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
