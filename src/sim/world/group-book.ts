// Every group that any site ever committed, kept outside of all databases.

import type { Row } from '#dictionary';
import { type Group, LOG_START } from '#protocol';
import type { Device } from '../device/device.ts';
import type { Change } from '../device/mirror.ts';

export interface BookedGroup {
  readonly siteId: number;
  /** The device that committed it first. */
  readonly device: string;
  readonly position: number;
  readonly hash: string;
  /** The hash of the group before it on the same device. */
  readonly after: string;
  readonly group: Group;
}

/** The rows that one commit of own work made, whichever site did it. */
export interface UnitRows {
  readonly device: string;
  readonly members: readonly {
    readonly table: string;
    readonly id: string;
    readonly version: number;
    readonly row: Row;
  }[];
}

export interface GroupBook {
  readonly byHash: (hash: string) => BookedGroup | undefined;
  /** The group at this position on the log of the device. */
  readonly at: (device: Device, position: number) => BookedGroup | undefined;
  /** The unit in which this version of the row was made. */
  readonly unitOf: (table: string, row: Row) => UnitRows | undefined;
  readonly note: (
    device: Device,
    changes: readonly Change[],
    travels: (table: string) => boolean,
  ) => void;
  /** Versions made by central may be made again after a restore. */
  readonly forgetCentral: () => void;
}

export function createGroupBook(): GroupBook {
  const groups = new Map<string, BookedGroup>();
  const logs = new Map<string, Map<number, string>>();
  const units = new Map<string, UnitRows>();
  const name = (table: string, row: Row) =>
    `${table}/${row['id']}/${row['row_version']}/${row['origin_site_id']}`;

  const logOf = (device: Device): Map<number, string> => {
    const known = logs.get(device.key);
    if (known !== undefined) return known;
    // NOTE a copy begins with the log of its original.
    const made = new Map<number, string>();
    for (const row of device.mirror().rows('outgoing_group'))
      made.set(Number(row['position']), String(row['hash']));
    logs.set(device.key, made);
    return made;
  };

  const noteUnit = (device: Device, made: readonly Made[]) => {
    // NOTE what is sent once more as it stands was made before.
    if (made.every(({ table, row }) => units.has(name(table, row)))) return;
    const unit: UnitRows = {
      device: device.key,
      members: made.map(({ table, row }) => ({
        table,
        id: String(row['id']),
        version: Number(row['row_version']),
        row,
      })),
    };
    for (const { table, row } of made) {
      const version = name(table, row);
      // NOTE a lie may claim a version that was made before and is under way; nobody takes the lie.
      if (!units.has(version)) units.set(version, unit);
    }
  };

  return {
    byHash: (hash) => groups.get(hash),
    at: (device, position) => groups.get(logOf(device).get(position) ?? ''),
    unitOf: (table, row) => units.get(name(table, row)),
    note(device, changes, travels) {
      for (const { table, after } of changes) {
        if (table !== 'outgoing_group' || after === undefined) continue;
        const log = logOf(device);
        const position = Number(after['position']);
        const hash = String(after['hash']);
        log.set(position, hash);
        if (groups.has(hash)) continue;
        const before = position === 1 ? LOG_START.hash : (log.get(position - 1) ?? 'missing');
        const group = after['body'] as unknown as Group;
        groups.set(hash, {
          siteId: device.siteId,
          device: device.key,
          position,
          hash,
          after: before,
          group,
        });
        noteUnit(device, group.changes as readonly Made[]);
      }
      if (device.isCentral) noteUnit(device, madeByCentral(device, changes, travels));
    },
    forgetCentral() {
      for (const [key, unit] of units) if (unit.device === 'central') units.delete(key);
    },
  };
}

interface Made {
  readonly table: string;
  readonly row: Row;
}

/** Central keeps no log of its own: its unit is what it made in one commit. */
function madeByCentral(
  device: Device,
  changes: readonly Change[],
  travels: (table: string) => boolean,
): readonly Made[] {
  return changes.flatMap(({ table, before, after }) => {
    if (after === undefined || !travels(table) || after['origin_site_id'] !== device.siteId)
      return [];
    return after['row_version'] === before?.['row_version'] ? [] : [{ table, row: after }];
  });
}
