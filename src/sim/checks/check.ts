// What must hold in every run. Each check is one file named after its invariant (promises.md 2.2); it sees every
// commit of every device, and says so at once when its sentence is no longer true.
import type { Row } from '#dictionary';
import type { SyncReply, SyncRequest } from '#protocol';
import type { Device } from '../device/device.ts';
import type { Change } from '../device/mirror.ts';
import type { World } from '../world/world.ts';

export interface Commit {
  readonly device: Device;
  readonly changes: readonly Change[];
}

export interface Exchange {
  /** The device whose proof of possession the request carried. */
  readonly device: Device;
  readonly request: SyncRequest;
  /** Undefined when central refused. */
  readonly reply: SyncReply | undefined;
  readonly answer: string;
  /** A text that had reached central before. */
  readonly repeated: boolean;
}

export interface Check {
  readonly id: string;
  readonly sentence: string;
  readonly committed?: (commit: Commit) => void;
  /** Central has answered a request. */
  readonly answered?: (exchange: Exchange) => void;
  /** A damaged, old or foreign text is about to reach the device. */
  readonly misled?: (device: Device) => void;
  /** A device sends a new request. */
  readonly asks?: (device: Device) => void;
  /** A person was told that these rows are saved. */
  readonly saved?: (device: Device, rows: readonly SavedRow[]) => void;
  readonly started?: (device: Device) => void;
  /** The database of a device is another one now: a back-up of its own, or the copy of another's. */
  readonly replaced?: (device: Device) => void;
  /** Faults are off and nothing waits any more. */
  readonly atEnd?: () => void | Promise<void>;
}

export interface SavedRow {
  readonly table: string;
  readonly row: Row;
}

/** Reports that the check's sentence does not hold, with what shows it. */
export type Violated = (detail: string) => void;

export type CheckMaker = {
  readonly id: string;
  readonly sentence: string;
  readonly make: (world: World, violated: Violated) => Omit<Check, 'id' | 'sentence'>;
};

export function check(id: string, sentence: string, make: CheckMaker['make']): CheckMaker {
  return { id, sentence, make };
}

/** A row in a few words. */
export function named(table: string, row: Row | undefined): string {
  if (row === undefined) return `${table} (none)`;
  return `${table} ${String(row['id']).slice(0, 8)}… v${String(row['row_version'])} of site ${String(row['origin_site_id'])}`;
}
