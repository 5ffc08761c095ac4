import type { BackUp, Device } from '../device/device.ts';
import { FORGED_REQUESTS, sendForged } from '../forge/forged-requests.ts';
import { tamperWith } from '../forge/tampering.ts';
import { personOf, typeOf } from '../law/data-types.ts';
import { actNamed } from '../people/acts.ts';
import { clerkOf } from '../people/clerk.ts';
import { devicesAt } from '../people/places.ts';
import type { Step } from '../plan/plan.ts';
import { connect } from '../world/connect.ts';
import { noteDispensary } from '../world/note-stores.ts';
import type { World } from '../world/world.ts';
import { enrol } from './set-up.ts';

const DAY = 86_400_000;
/** Central has said no to the device itself: people must look, and it waits for them. */
const REFUSED = new Set(['sync.forked', 'sync.rolled-back', 'sync.device-replaced']);

/** Does the steps of a plan, and keeps what they need from one to the next. */
export interface Stepper {
  readonly take: (step: Step) => void;
  /** One sync of this device, unless one is under way. */
  readonly sync: (device: Device) => void;
  /** What the last sync of a device brought; undefined while none has ended since it was asked. */
  readonly lastSync: (
    device: Device,
  ) => { readonly moved: boolean; readonly error: string | undefined } | undefined;
  readonly forgetSyncs: () => void;
}

export function createStepper(world: World): Stepper {
  const { scheduler, sometimes, trace } = world;
  const backUps: BackUp[] = [];
  const running = new Set<string>();
  const lastSyncs = new Map<
    string,
    { readonly moved: boolean; readonly error: string | undefined }
  >();

  const sync = (device: Device) => {
    const site = device.site();
    if (site === undefined || device.isCentral) return;
    device.doing('sync');
    guard(world, device, async () => {
      const done = await site.sync();
      if (device.site() !== site) return;
      if (done.error?.code === 'sync.forked') sometimes.saw('a fork was found');
      if (REFUSED.has(done.error?.code ?? '')) world.upheavals.refused.add(device.key);
      else world.upheavals.refused.delete(device.key);
      lastSyncs.set(device.key, { moved: done.pushed + done.pulled > 0, error: done.error?.code });
      trace.add(
        `${scheduler.now()} ${device.key} synced: ${done.pushed} up, ${done.pulled} down, ${done.error?.code ?? 'well'}`,
      );
    });
  };

  const act = (device: Device, step: Step & { readonly do: 'act' }) => {
    const site = device.site();
    const doIt = actNamed(step.act);
    if (site === undefined || doIt === undefined) return;
    device.doing('work');
    device.reseed(step.salt);
    guard(world, device, async () => {
      const clerk = clerkOf(world, device, site, world.chance('act', step.salt));
      const doing: Promise<boolean> = doIt(clerk);
      const done = await doing;
      trace.add(
        `${scheduler.now()} ${device.key} ${step.act}${done ? '' : ': nothing to do it with'}`,
      );
    });
  };

  const forge = (device: Device, step: Step & { readonly do: 'forge' }) => {
    if (device.isCentral) return;
    if (step.forgery in FORGED_REQUESTS) {
      guard(world, device, async () => {
        await sendForged(world, device, step.forgery);
      });
      return;
    }
    const lie = { world, device, chance: world.chance('forge', step.salt), forgery: step.forgery };
    device.tamper(
      tamperWith(lie, ({ hash, rows }) => {
        sometimes.saw('a forged group was pushed');
        world.upheavals.poison.add(hash);
        for (const { table, row } of rows)
          world.upheavals.forged.set(`${table}/${row['id']}`, {
            row,
            hash,
            forgery: step.forgery,
          });
      }),
    );
  };

  const take = (step: Step) => {
    const devices = devicesAt(world, step.site);
    const device = devices.length === 0 ? undefined : devices[step.salt % devices.length];
    if (device === undefined) return;
    switch (step.do) {
      case 'act':
        return act(device, step);
      case 'sync':
        return sync(device);
      case 'offline':
        if (step.for > 30 * DAY) sometimes.saw('a site was offline for months');
        else if (step.for > DAY) sometimes.saw('a site was offline for days');
        return device.line?.offlineUntil(scheduler.now() + step.for);
      case 'crash':
        if (step.point !== 'at rest') return device.armCrash(step);
        device.armCrash({ ...step, skip: 0 });
        device.standAt('at rest');
        return;
      case 'clock':
        if (step.by === 'frozen') device.clock.set({ is: 'frozen' });
        else device.clock.set(step.by === 0 ? { is: 'right' } : { is: 'off', by: step.by });
        if (step.by === 'frozen') sometimes.saw('the same clock moment was seen twice');
        else if (step.by > 15 * 365 * DAY)
          sometimes.saw('a site worked with its clock 20 years ahead');
        else if (step.by < -15 * 365 * DAY)
          sometimes.saw('a site worked with its clock 20 years behind');
        return;
      case 'back-up':
        backUps.push(world.central().backUp());
        return;
      case 'restore': {
        const backUp = backUps[step.salt % Math.max(1, backUps.length)];
        // NOTE a site that was enrolled after the back-up is unknown to it and has to be enrolled anew; that is another story.
        if (
          backUp !== undefined &&
          backUp.mirror.size('peer') === world.central().mirror().size('peer')
        )
          restore(world, { backUp, told: step.told });
        return;
      }
      case 'copy-device':
        return copy(world, device);
      case 'forge':
        return forge(device, step);
    }
  };
  void running;
  return {
    take,
    sync,
    lastSync: (device) => lastSyncs.get(device.key),
    forgetSyncs: () => lastSyncs.clear(),
  };
}

/** Runs what a device does; an error that is no refusal is a fault of the program and ends the run. */
export function guard(world: World, device: Device, work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    world.fail({
      invariant: 'FAULT',
      sentence: 'Nothing throws but faults of the machine.',
      detail: `${device.key}: ${text.split('\n').slice(0, 6).join(' | ')}`,
    });
  });
}

/** Central's database is an older one from now on. */
function restore(
  world: World,
  { backUp, told }: { readonly backUp: BackUp; readonly told: boolean },
): void {
  const central = world.central();
  const before = central.mirror();
  central.restore(backUp);
  world.upheavals.restores += 1;
  world.groups.forgetCentral();
  world.neverTold(central);
  for (const table of world.dictionary.tables) {
    for (const row of before.rows(table.name)) {
      const now = central.mirror().row(table.name, String(row['id']));
      if (now === undefined) world.upheavals.lost.add(String(row['id']));
      if (now === row || row['origin_site_id'] !== central.siteId) continue;
      world.upheavals.shaken.add(String(row['id']));
      if (table.name === 'store') noteDispensary(world.upheavals.lostDispensary, row, now);
      if (table.name === 'name_store_join') world.upheavals.shaken.add('visibility');
      if (table.name === 'shared_preference') world.upheavals.shaken.add('prescriptions');
      if (table.name === 'store_preference')
        world.upheavals.shaken.add(`prescriptions of ${row['store_id']}`);
      if (typeOf(table.name).code === 'P/CS-P')
        world.upheavals.shaken.add(personOf(table.name, row));
    }
  }
  world.sometimes.saw(
    told ? 'central was restored, and told' : 'central was restored, and not told',
  );
  world.trace.add(`${world.scheduler.now()} central is put back to a back-up`);
  for (const one of world.checks) one.replaced?.(central);
  guard(world, central, () => central.start());
}

/** The data of a device on a second one; both go on. */
function copy(world: World, device: Device): void {
  const site = world.plan.country.sites.find((each) => each.key === device.siteKey);
  if (site === undefined || device.isCentral || world.upheavals.copied.has(device.siteKey)) return;
  if (device.mirror().row('this_site', 'initialised')?.['value'] !== true) return;
  world.upheavals.copied.add(device.siteKey);
  world.sometimes.saw('a device was copied and both went on');
  const second = connect(world, {
    key: `${device.siteKey}-copy`,
    site,
    siteId: device.siteId,
    from: device.backUp(),
  });
  for (const one of world.checks) one.replaced?.(second);
  guard(world, second, () => second.start());
}

/** The device of a site is enrolled as soon as central can be reached. */
export function join(world: World, key: string): void {
  const plan = world.plan.country.sites.find((site) => site.key === key);
  if (plan === undefined || world.device(key) !== undefined) return;
  world.central().doing('serve');
  guard(world, world.central(), async () => {
    const device = await enrol(world, plan);
    if (device === undefined) {
      world.scheduler.after(10_000, () => join(world, key));
      return;
    }
    world.trace.add(`${world.scheduler.now()} ${key} is enrolled`);
    if (world.scheduler.now() > 60_000) world.sometimes.saw('a site joined while others worked');
  });
}
