// One installation: a database that outlives every crash, and the site that runs on it from one start to the next.

import { type MemoryDatabase, type MemorySnapshot, memoryDatabase } from '#database/memory';
import type { Dictionary, Row } from '#dictionary';
import type { Database, DeliberateFaults, Link, StoredTable } from '#engine/ports';
import { type Founding, foundSite, openSite, type Site, type SiteParts } from '#site';
import { type Chance, chanceOf } from '../core/chance.ts';
import { type DeviceClock, deviceClock } from '../core/device-clock.ts';
import { digest } from '../core/digest.ts';
import type { Scheduler } from '../core/scheduler.ts';
import type { Line } from '../net/network.ts';
import type { SitePlan } from '../plan/plan.ts';
import { type Change, createMirror, type Mirror, type Step } from './mirror.ts';
import { type Activity, type CrashPoint, never, type Power } from './power.ts';
import { watchedDatabase } from './watched-database.ts';

/** What every device of a world is made with. */
export interface DeviceSetting {
  readonly seed: number;
  readonly dictionary: Dictionary;
  readonly tables: readonly StoredTable[];
  readonly parts: Pick<SiteParts, 'operations' | 'rowRules' | 'processors'>;
  readonly faults: DeliberateFaults;
  readonly sizes: SiteParts['sizes'];
  readonly scheduler: Scheduler;
  readonly onCommit: (device: Device, changes: readonly Change[]) => void;
  readonly onCrash: (device: Device, point: CrashPoint) => void;
  readonly onStart: (device: Device) => void;
  /** Something was violated: no device does anything more. */
  readonly isOver: () => boolean;
}

export interface Device {
  readonly key: string;
  /** `central`, or the key of the site in the plan; a copied device has that of its original. */
  readonly siteKey: string;
  readonly siteId: number;
  readonly isCentral: boolean;
  readonly clock: DeviceClock;
  readonly line: Line | undefined;
  /** Undefined while it has no power or is starting. */
  readonly site: () => Site | undefined;
  readonly mirror: () => Mirror;
  readonly database: () => Database;
  /** Makes its empty database a site. */
  readonly found: (founding: Founding) => Promise<void>;
  readonly start: () => Promise<void>;
  /** Cuts the power now. */
  readonly crash: (point: CrashPoint) => void;
  /** Cuts the power the next time but `skip` that it stands at this point. */
  readonly armCrash: (armed: ArmedCrash) => void;
  /** Says that the device stands at this point now. */
  readonly standAt: (point: CrashPoint) => void;
  readonly disarm: () => void;
  readonly downFor: () => number;
  /** What the device does next belongs to this. */
  readonly doing: (activity: Activity) => void;
  readonly backUp: () => BackUp;
  readonly restore: (backUp: BackUp) => void;
  /** Draws ids and nonces of this device from a new stream. */
  readonly reseed: (salt: number) => void;
  /** From now on the device lies in what it writes; undefined: it no longer does. */
  readonly tamper: (tampering: Tampering | undefined) => void;
}

/** Rewrites what is put into the database of a lying device. */
export interface Tampering {
  readonly rewrite: (table: string, rows: readonly Row[]) => readonly Row[];
}

export interface ArmedCrash {
  readonly point: CrashPoint;
  readonly skip: number;
  readonly downFor: number;
}

export interface BackUp {
  readonly snapshot: MemorySnapshot;
  readonly mirror: Mirror;
}

export interface DeviceMake {
  readonly key: string;
  readonly siteKey: string;
  readonly siteId: number;
  readonly isCentral: boolean;
  readonly plan: SitePlan | undefined;
  readonly line: Line | undefined;
  readonly link: ((power: Power, device: Device) => Link) | undefined;
  /** The data it starts with, when it is a copy of another device. */
  readonly from?: BackUp;
}

export function createDevice(setting: DeviceSetting, make: DeviceMake): Device {
  const { scheduler } = setting;
  let inner: MemoryDatabase = memoryDatabase(setting.tables, make.from?.snapshot);
  let mirror = make.from === undefined ? createMirror(setting.tables) : make.from.mirror.copy();
  let stream: Chance = chanceOf(setting.seed, 'device', make.key);
  let site: Site | undefined;
  let life = 0;
  let powered = false;
  let activity: Activity = 'start';
  let armed: ArmedCrash[] = [];
  let downFor = 0;
  let tampering: Tampering | undefined;
  const clock = deviceClock(scheduler.now);

  const crash = (point: CrashPoint) => {
    if (!powered) return;
    powered = false;
    site = undefined;
    setting.onCrash(device, point);
  };

  const powerOf = (born: number): Power => ({
    on: () => powered && life === born && !setting.isOver(),
    activity: () => activity,
    failsAt(point) {
      if (!powered || life !== born) return true;
      const due = armed.find((each) => each.point === point);
      if (due === undefined) return false;
      armed = armed.filter((each) => each !== due);
      if (due.skip > 0) {
        armed.push({ ...due, skip: due.skip - 1 });
        return false;
      }
      downFor = due.downFor;
      crash(point);
      return true;
    },
  });

  const committed = (steps: readonly Step[]) => setting.onCommit(device, mirror.apply(steps));

  const partsFor = (power: Power): SiteParts => {
    const slow = make.plan?.slowDisk ?? 0;
    return {
      dictionary: setting.dictionary,
      ...setting.parts,
      database: watchedDatabase(inner, {
        power,
        committed,
        rewrite: (table, rows) => tampering?.rewrite(table, rows) ?? rows,
        delay: slow === 0 ? undefined : () => scheduler.sleep(stream.whole(0, slow)),
      }),
      clock,
      random: { bytes: (count) => stream.bytes(count) },
      digest,
      appVersion: 'simulated',
      faults: setting.faults,
      ...(make.link !== undefined && { link: make.link(power, device) }),
      sizes: {
        ...setting.sizes,
        ...(make.plan !== undefined && {
          pushGroups: make.plan.pushGroups,
          pageRows: make.plan.pageRows,
        }),
      },
    };
  };

  const device: Device = {
    key: make.key,
    siteKey: make.siteKey,
    siteId: make.siteId,
    isCentral: make.isCentral,
    clock,
    line: make.line,
    site: () => site,
    mirror: () => mirror,
    database: () => inner,
    async found(founding) {
      const power: Power = { on: () => true, failsAt: () => false, activity: () => 'start' };
      const database = watchedDatabase(inner, { power, committed });
      await foundSite(
        {
          database,
          dictionary: setting.dictionary,
          clock,
          random: { bytes: (count) => stream.bytes(count) },
          digest,
        },
        founding,
      );
    },
    async start() {
      life += 1;
      powered = true;
      activity = 'start';
      const power = powerOf(life);
      const opened = await openSite(partsFor(power));
      if (!power.on()) return never();
      site = opened;
      setting.onStart(device);
    },
    crash,
    armCrash: (one) => {
      armed.push(one);
    },
    standAt: (point) => {
      powerOf(life).failsAt(point);
    },
    disarm: () => {
      armed = [];
    },
    tamper: (how) => {
      tampering = how;
    },
    downFor: () => downFor,
    doing: (what) => {
      activity = what;
    },
    backUp: () => ({ snapshot: inner.snapshot(), mirror: mirror.copy() }),
    restore(backUp) {
      powered = false;
      site = undefined;
      inner = memoryDatabase(setting.tables, backUp.snapshot);
      mirror = backUp.mirror.copy();
    },
    reseed(salt) {
      stream = chanceOf(setting.seed, 'device', make.key, salt);
    },
  };
  return device;
}
