import type { Refusal } from '#base';
import type { Dictionary, Row } from '#dictionary';
import type { SyncReply, SyncRequest } from '#protocol';
import type { Chance } from '../core/chance.ts';
import type { Scheduler } from '../core/scheduler.ts';
import type { Sometimes } from '../core/sometimes.ts';
import type { Trace } from '../core/trace.ts';
import type { Device, DeviceSetting } from '../device/device.ts';
import type { Change } from '../device/mirror.ts';
import type { Law } from '../law/entitled.ts';
import type { Archive } from '../net/network.ts';
import type { Plan } from '../plan/plan.ts';
import type { BookedGroup, GroupBook } from './group-book.ts';

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
  /** A person was told no. */
  readonly refused?: (device: Device, refusal: Refusal) => void;
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

/** What was violated first in a run. */
export interface Failure {
  readonly invariant: string;
  readonly sentence: string;
  readonly detail: string;
  /** Virtual milliseconds. */
  readonly at: number;
}

/** What has happened to a world that a check must know, because it changes what can be promised. */
export interface Upheavals {
  /** How often central was replaced by an older state of itself. */
  restores: number;
  /** Ids of rows that central lost with a restore and that nobody has brought back. */
  readonly lost: Set<string>;
  /**
   * Ids of rows of which it is open what sites hold: of central's own making, and not what they were before a restore
   * (I2), or said by a device that lied and does not hold them itself.
   */
  readonly shaken: Set<string>;
  /** Keys of sites that were copied to a second device. */
  readonly copied: Set<string>;
  /** Keys of devices on whose disk rows were changed without their program. */
  readonly damaged: Set<string>;
  /** Keys of devices whose last sync was refused because of what they are. */
  readonly refused: Set<string>;
  /** Hashes of groups that were forged. */
  readonly poison: Set<string>;
  /** Lies that a device pushed, by `table/id` of their row. */
  readonly forged: Map<string, Lie>;
  /** Stores that left out their transactions at some time: what others hold of them may be in pieces. */
  readonly leftOut: Set<string>;
  /** Sites that lost a dispensary: what was done for patients there meanwhile waits for people. */
  readonly lostDispensary: Set<number>;
  /** Ids that central had lost and then took from another site for another row. */
  readonly givenAway: Set<string>;
  /** The event in which a forged request was served last. */
  forgedInEvent: number;
}

/** A row that its device had no right to make, and the group it is in. */
export interface Lie {
  readonly row: Row;
  readonly hash: string;
  readonly forgery: string;
}

/** A country under simulation. */
export interface World {
  readonly plan: Plan;
  readonly dictionary: Dictionary;
  readonly setting: DeviceSetting;
  readonly scheduler: Scheduler;
  readonly sometimes: Sometimes;
  readonly trace: Trace;
  readonly archive: Archive;
  readonly groups: GroupBook;
  readonly upheavals: Upheavals;
  readonly checks: readonly Check[];
  /** A stream of chance of its own for each purpose. */
  readonly chance: (...purpose: readonly (string | number)[]) => Chance;

  readonly central: () => Device;
  /** Every device but central, in the order in which they came. */
  readonly remotes: () => readonly Device[];
  readonly device: (key: string) => Device | undefined;
  readonly add: (device: Device) => void;

  readonly failure: () => Failure | undefined;
  /** Does the work to its end or to the first violation: no device answers after that. */
  readonly untilFailed: (work: () => Promise<void>) => Promise<void>;
  readonly fail: (failure: Omit<Failure, 'at'>) => void;
  /** A person at this device is told that all it has committed so far is saved. */
  readonly told: (device: Device, also: readonly SavedRow[]) => void;
  /** A person at this device is told no. */
  readonly toldNo: (device: Device, refusal: Refusal) => void;
  /** What the device last asked of central. */
  readonly lastRequest: (device: Device) => SyncRequest | undefined;
  readonly noteRequest: (device: Device, request: SyncRequest) => void;

  /** The law as it stands with what the device holds now. */
  readonly lawAt: (device: Device) => Law;
  /** The incarnation of central's database. */
  readonly incarnation: () => string;
  /** Central has told this device that it is a second one of its site, or was put back: it waits for people. */
  readonly isRefused: (device: Device) => boolean;
  /** The device is enrolled, has its first download, and is the one that central talks to. */
  readonly isInStep: (device: Device) => boolean;
  /** There is another device with the same data, so that two logs begin alike. */
  readonly isSecondBranch: (device: Device) => boolean;
  /** Another device of its site has read on in central's new past, to the very marks that this one has of the lost one (ADR 0013). */
  readonly mayMistakePasts: (device: Device) => boolean;
  /** The store is active at central or at a device that is in step. */
  readonly isAnswerable: (storeId: string) => boolean;
  readonly poison: () => readonly BookedGroup[];
  readonly wasLost: (id: string) => boolean;
  /** What sites hold of this row is open after a restore: central forgot a change of it, or who may see it (I2). */
  readonly isShaken: (table: string, row: Row) => boolean;
  /** What central holds of the store's transactions is all there is: they are sent, and none of it waits in quarantine. */
  readonly isAllAtCentral: (storeId: string) => boolean;
  /** Nobody is told any more of what this device committed. */
  readonly neverTold: (device: Device) => void;
  /** The row, in this version, waits in central's quarantine. */
  readonly waitsInQuarantine: (siteId: number, table: string, row: Row) => boolean;
  /** The row, in this version, is in a group of the device that central does not hold yet. */
  readonly isUnsent: (device: Device, table: string, row: Row) => boolean;
  /** Serves a request once more, as the network might. */
  readonly serveAgain: (device: Device, request: SyncRequest) => Promise<void>;
}
