import type { DeliberateFaults } from '#engine/ports';
import type { CheckMaker } from '../checks/check.ts';
import { sealed } from '../core/sealed.ts';
import type { Device } from '../device/device.ts';
import type { Plan } from '../plan/plan.ts';
import { createWorld } from '../world/create-world.ts';
import type { World } from '../world/world.ts';
import type { Outcome } from './outcome.ts';
import { probe } from './probes.ts';
import { goOn, quieten } from './quiet.ts';
import { setUp } from './set-up.ts';
import { createStepper, guard, join } from './steps.ts';

export interface RunOptions {
  readonly faults?: DeliberateFaults;
  readonly checks?: readonly CheckMaker[];
  readonly print?: (line: string) => void;
}

/** Runs a plan: faults on while its steps last, then quiet until nothing waits, then the end checks. */
export function runPlan(plan: Plan, options: RunOptions = {}): Promise<Outcome> {
  return sealed(async () => {
    let calm = false;
    const world = createWorld(plan, {
      ...options,
      onCrash: (of, device) => startLater(of, device, () => calm),
    });
    await world.untilFailed(() =>
      runWorld(world, () => {
        calm = true;
      }),
    );
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

/** The country is made, goes through its steps, comes to rest and is looked at; `onCalm`: from here on nothing goes wrong. */
async function runWorld(world: World, onCalm: () => void): Promise<void> {
  const { plan } = world;
  await setUp(world);
  const stepper = createStepper(world);
  for (const site of plan.country.sites)
    world.scheduler.at(site.joins, () => join(world, site.key));
  for (const step of plan.steps) world.scheduler.at(step.at, () => stepper.take(step));
  await goOn(world);
  onCalm();
  for (const device of [world.central(), ...world.remotes()]) device.disarm();
  for (const site of plan.country.sites) join(world, site.key);
  await quieten(world, stepper, { order: 'last' });
  for (const one of world.checks) {
    await one.atEnd?.();
    if (world.failure() !== undefined) return;
  }
  await compareMirrors(world);
  if (world.failure() !== undefined) return;
  await probe(world, () => goOn(world));
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
