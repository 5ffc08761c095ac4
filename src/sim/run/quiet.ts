import type { Device } from '../device/device.ts';
import { never } from '../device/power.ts';
import type { World } from '../world/world.ts';
import type { Stepper } from './steps.ts';

/** After faults stop, so many rounds of syncs must be enough (B6). */
const ROUNDS = 6;
/** A run that does not end by itself is at fault. */
const MOST_EVENTS = 20_000;

/** Runs everything that is due, to the end; never comes back when something was violated. */
export async function goOn(world: World): Promise<void> {
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
  if (world.failure() !== undefined) await never();
}

/** Faults off: syncs in the order that the word draws, and syncs until a round moves nothing. */
export async function quieten(
  world: World,
  stepper: Stepper,
  { order }: { readonly order: string },
): Promise<void> {
  for (const device of world.remotes()) device.line?.calm();
  await goOn(world);
  for (let round = 1; round <= ROUNDS; round += 1) {
    stepper.forgetSyncs();
    for (const device of world.remotes()) device.line?.calm();
    world.trace.add(`${world.scheduler.now()} quiet round ${round}`);
    for (const device of world.chance('round', order, round).shuffled(world.remotes())) {
      stepper.sync(device);
      if (world.chance('round', order, round, device.key).happens(0.5)) await goOn(world);
    }
    await goOn(world);
    if (world.remotes().every((device) => isQuiet(world, stepper, device))) return;
  }
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
