import type { Device } from '../device/device.ts';
import { staysLocal } from '../law/data-types.ts';
import type { Law } from '../law/entitled.ts';
import type { SavedRow } from '../world/world.ts';
import { check, named } from './check.ts';
import { isGivenAnotherHome, isOvertaken, isReceivedAnew, isSaidByAnother } from './gave-way.ts';
import { sameButMerged } from './same.ts';
import { differByWaitingMerges, isMergedByWaiting } from './waiting-merges.ts';

/** Keeps outside of every database what people were told is saved. */
export const a1 = check(
  'A1',
  'What a person was told is saved is at the site after any crash, and at central in the end.',
  (world, violated) => {
    const told = new Map<string, Map<string, SavedRow>>();
    const ofDevice = (key: string) => {
      const known = told.get(key) ?? new Map<string, SavedRow>();
      told.set(key, known);
      return known;
    };

    /** What left its site since that may hold it no longer: central alone has to have it, though it may come again. */
    const left = new Set<string>();
    const mustLeave = (device: Device, { table, row }: SavedRow) => {
      const hub = world.central();
      const now = hub.mirror().row(table, String(row['id'])) ?? row;
      return !world.lawAt(hub).mayHold(device.siteId, table, now);
    };

    const atSite = (device: Device) => {
      const law = world.lawAt(world.central());
      const own = world.lawAt(device);
      for (const [key, { table, row }] of ofDevice(device.key)) {
        if (left.has(`${device.key}/${key}`)) continue;
        const here = device.mirror().row(table, String(row['id']));
        if (here === undefined && isMergedByWaiting(world, row)) continue;
        // NOTE a merge may have left this site with its persons, and what it turned stays turned.
        if (isKept(here, row, own) || isKept(here, row, law)) continue;
        if (world.waitsInQuarantine(device.siteId, table, row)) continue;
        if (world.upheavals.restores > 0 && isReceivedAnew(row, here)) continue;
        // NOTE what central wrote into a row of another site's gives way to that site's own edit (MG7).
        if (device.isCentral && isOvertaken(row, here, law.editor(table, row))) continue;
        // NOTE what others make of it by now is shown; what was saved here is on its way, as work that waits.
        const gaveWay =
          isGivenAnotherHome(row, here) ||
          law.editor(table, row) !== device.siteId ||
          (here === undefined && isSaidByAnother(world, device, { table, row }));
        if (gaveWay && world.isUnsent(device, table, row)) continue;
        // NOTE a row of a store that was given to another site has left with it, and so has a person.
        const now = world.central().mirror().row(table, String(row['id'])) ?? row;
        if (!device.isCentral && !staysLocal(table, row) && !law.mayHold(device.siteId, table, now))
          ofDevice(device.key).delete(key);
        else
          violated(`${device.key}: ${named(table, row)} was saved, here is ${named(table, here)}`);
      }
    };

    return {
      saved(device, rows) {
        const known = ofDevice(device.key);
        for (const saved of rows) {
          const key = `${saved.table}/${saved.row['id']}`;
          known.set(key, saved);
          left.delete(`${device.key}/${key}`);
        }
      },
      committed({ device, changes }) {
        if (device.isCentral) return;
        for (const { table, key, after } of changes) {
          const saved = ofDevice(device.key).get(`${table}/${key}`);
          if (after === undefined && saved !== undefined && mustLeave(device, saved))
            left.add(`${device.key}/${table}/${key}`);
        }
      },
      started: atSite,
      replaced(device) {
        // A copy has what its original had told; central forgets what it did after the back-up, and that is all it forgets.
        const original = world
          .remotes()
          .find((each) => each.siteKey === device.siteKey && each.key !== device.key);
        if (!device.isCentral && original !== undefined)
          told.set(device.key, new Map(ofDevice(original.key)));
        for (const [key, { table, row }] of ofDevice(device.key)) {
          if (!isKept(device.mirror().row(table, String(row['id'])), row, world.lawAt(device)))
            ofDevice(device.key).delete(key);
        }
      },
      atEnd() {
        const hub = world.central().mirror();
        const law = world.lawAt(world.central());
        for (const device of [world.central(), ...world.remotes()]) {
          atSite(device);
          if (device.isCentral || world.isRefused(device)) continue;
          // NOTE of what a dispensary leaves out, the site alone can say whose it is.
          const own = world.lawAt(device);
          for (const { table, row } of ofDevice(device.key).values()) {
            if (staysLocal(table, row) || isKept(hub.row(table, String(row['id'])), row, law))
              continue;
            if (own.staysAtItsSite(table, row)) continue;
            if (world.waitsInQuarantine(device.siteId, table, row)) continue;
            const there = hub.row(table, String(row['id']));
            // NOTE central may have lost a merge that its site goes on knowing (I2).
            if (world.upheavals.restores > 0 && isKept(there, row, own)) continue;
            if (world.upheavals.restores > 0 && isReceivedAnew(row, there)) continue;
            if (there !== undefined && differByWaitingMerges(world, row, there)) continue;
            violated(
              `central holds ${named(table, hub.row(table, String(row['id'])))}, ${device.key} had saved ${named(table, row)}`,
            );
          }
        }
      },
    };
  },
);

/** Held in this version with this content, or in a later one, by what the holder knows of merges. */
function isKept(here: SavedRow['row'] | undefined, saved: SavedRow['row'], { left }: Law): boolean {
  if (here === undefined) return false;
  const [version, least] = [Number(here['row_version']), Number(saved['row_version'])];
  return version > least || (version === least && sameButMerged(saved, here, left));
}
