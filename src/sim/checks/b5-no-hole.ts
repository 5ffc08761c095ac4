import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';
import { check, named } from './check.ts';
import { isMergedByWaiting } from './waiting-merges.ts';

export const b5 = check(
  'B5',
  'Whoever has read up to a mark has every change up to there, and none appears below it later.',
  (world, violated) => {
    /** The highest mark that central has given out, by feed number. */
    const given = new Map<number, number>();
    const feedNumber = (feed: string) =>
      Number(world.central().mirror().row('feed', feed)?.['number'] ?? 0);

    const hasAll = (
      device: Device,
      before: Readonly<Record<string, number>>,
      marks: Readonly<Record<string, number>>,
    ) => {
      const hub = world.central().mirror();
      for (const [feed, mark] of Object.entries(marks)) {
        const from = before[feed] ?? 0;
        if (mark <= from) continue;
        for (const entry of hub.by('log_entry', 'feed', feedNumber(feed))) {
          const position = Number(entry['position']);
          if (position <= from || position > mark || entry['purge'] === true) continue;
          const [table, id] = [String(entry['table_name']), String(entry['row_id'])];
          const here = device.mirror().row(table, id);
          const there = hub.row(table, id);
          if (there === undefined || isHeld(here, there) || world.isShaken(table, there)) continue;
          if (here === undefined && isMergedByWaiting(world, there, device)) continue;
          violated(
            `${device.key} has read ${feed} up to ${mark}; at ${position} stands ${named(table, there)}, here is ${named(table, here)}`,
          );
        }
      }
    };

    return {
      answered({ reply }) {
        if (reply?.page === undefined || reply.central !== world.incarnation()) return;
        for (const [feed, mark] of Object.entries(reply.page.marks)) {
          const number = feedNumber(feed);
          if (number > 0) given.set(number, Math.max(given.get(number) ?? 0, mark));
        }
      },
      replaced(device) {
        if (device.isCentral) given.clear();
      },
      committed({ device, changes }) {
        for (const { table, key, before, after } of changes) {
          if (after === undefined) continue;
          if (device.isCentral && table === 'log_entry') {
            const [feed, position] = [Number(after['feed']), Number(after['position'])];
            if (position <= (given.get(feed) ?? 0))
              violated(
                `a change is filed at ${position} of feed ${feed}, which was read up to ${given.get(feed)}`,
              );
          }
          if (
            device.isCentral ||
            table !== 'this_site' ||
            key !== 'marks' ||
            device.mirror().size('parked_page') > 0
          )
            continue;
          if (world.upheavals.restores > 0 || !isInitialised(device)) continue;
          hasAll(device, (before?.['value'] ?? {}) as never, after['value'] as never);
        }
      },
    };
  },
);

/** In this version or a later one; a deleted row may be missing altogether. */
function isHeld(here: Row | undefined, there: Row): boolean {
  if (here === undefined) return there['deleted_at'] !== null;
  return Number(here['row_version']) >= Number(there['row_version']);
}

function isInitialised(device: Device): boolean {
  return device.mirror().row('this_site', 'initialised')?.['value'] === true;
}
