import type { DeliberateFaults } from '#engine/ports';
import type { CheckMaker } from '../checks/check.ts';
import { sealed } from '../core/sealed.ts';
import type { Device } from '../device/device.ts';
import type { Plan } from '../plan/plan.ts';
import { createWorld } from '../world/create-world.ts';
import type { World } from '../world/world.ts';
import type { Outcome } from './outcome.ts';
import { probe } from './probes.ts';
import { setUp } from './set-up.ts';
import { createStepper, guard, join, type Stepper } from './steps.ts';

export interface RunOptions {
  readonly faults?: DeliberateFaults;
  readonly checks?: readonly CheckMaker[];
  readonly print?: (line: string) => void;
}

/** After faults stop, so many rounds of syncs must be enough (B6). */
const ROUNDS = 6;
/** A run that does not end by itself is at fault. */
const MOST_EVENTS = 60_000;

/** Runs a plan: faults on while its steps last, then quiet until nothing waits, then the end checks. */
export function runPlan(plan: Plan, options: RunOptions = {}): Promise<Outcome> {
  return sealed(async () => {
    let calm = false;
    const world = createWorld(plan, {
      ...options,
      onCrash: (of, device) => startLater(of, device, () => calm),
    });
    await setUp(world);
    const stepper = createStepper(world);
    for (const site of plan.country.sites)
      world.scheduler.at(site.joins, () => join(world, site.key));
    for (const step of plan.steps) world.scheduler.at(step.at, () => stepper.take(step));
    await goOn(world);
    if (world.failure() === undefined) {
      calm = true;
      await quieten(world, stepper);
    }
    for (const one of world.checks) {
      if (world.failure() !== undefined) break;
      await one.atEnd?.();
    }
    if (world.failure() === undefined) await compareMirrors(world);
    if (world.failure() === undefined) await probe(world, () => goOn(world));
    return {
      plan,
      failure: world.failure(),
      traceHash: world.trace.hash(),
      trace: world.failure() === undefined ? [] : world.trace.last(60),
      events: world.scheduler.events(),
      counts: world.sometimes.counts(),
    };
  });
}

/** Runs everything that is due, to the end. */
async function goOn(world: World): Promise<void> {
  const limit = world.scheduler.events() + MOST_EVENTS;
  await world.scheduler.run({
    until: Number.POSITIVE_INFINITY,
    afterEvent: () => undefined,
    stop: () => world.failure() !== undefined || world.scheduler.events() > limit,
  });
  if (world.scheduler.events() > limit)
    world.fail({
      invariant: 'B6',
      sentence: 'A run ends.',
      detail: `more than ${MOST_EVENTS} events`,
    });
}

/** Faults off: all devices up, and syncs until a round moves nothing. */
async function quieten(world: World, stepper: Stepper): Promise<void> {
  for (const device of [world.central(), ...world.remotes()]) device.disarm();
  for (const device of world.remotes()) device.line?.calm();
  for (const site of world.plan.country.sites) join(world, site.key);
  await goOn(world);
  for (let round = 1; round <= ROUNDS && world.failure() === undefined; round += 1) {
    stepper.forgetSyncs();
    for (const device of world.remotes()) device.line?.calm();
    world.trace.add(`${world.scheduler.now()} quiet round ${round}`);
    for (const device of world.chance('round', round).shuffled(world.remotes())) {
      stepper.sync(device);
      if (world.chance('round', round, device.key).happens(0.5)) await goOn(world);
    }
    await goOn(world);
    if (world.remotes().every((device) => isQuiet(world, stepper, device))) return;
  }
  if (world.failure() !== undefined) return;
  const restless = world.remotes().filter((device) => !isQuiet(world, stepper, device));
  const words = restless.map(
    (device) => `${device.key} (${stepper.lastSync(device)?.error ?? 'still moves rows'})`,
  );
  world.fail({
    invariant: 'B6',
    sentence: 'Once faults stop, at most six rounds of syncs are enough.',
    detail: words.join(', '),
  });
}

function isQuiet(world: World, stepper: Stepper, device: Device): boolean {
  const last = stepper.lastSync(device);
  if (last === undefined) return false;
  return world.isRefused(device) || (!last.moved && last.error === undefined);
}

function startLater(world: World, device: Device, isCalm: () => boolean): void {
  world.scheduler.after(isCalm() ? 1_000 : device.downFor(), () => {
    guard(world, device, () => device.start());
  });
}

/** The checks read mirrors: they are worth what the mirrors are worth. */
async function compareMirrors(world: World): Promise<void> {
  for (const device of [world.central(), ...world.remotes()]) {
    for (const { name } of world.setting.tables) {
      const rows = await device.database().read((view) => view.select({ table: name }));
      if (rows.length === device.mirror().size(name)) continue;
      world.fail({
        invariant: 'SIM',
        sentence: 'The mirror of a database holds what the database holds.',
        detail: `${device.key}: ${name} has ${rows.length} rows, its mirror ${device.mirror().size(name)}`,
      });
    }
  }
}
