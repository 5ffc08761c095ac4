// The same work, done again with other orders of syncs, other sizes of pages, other clocks: what all sites hold in the
// end must be the same (B3, H1). People work in rounds, and between rounds everything comes home, so that what they
// do cannot depend on what has already arrived.
import type { DeliberateFaults } from '#engine/ports';
import type { Chance } from '../core/chance.ts';
import { chanceOf } from '../core/chance.ts';
import type { ClockFault } from '../core/device-clock.ts';
import { sealed } from '../core/sealed.ts';
import { actNamed } from '../people/acts.ts';
import { clerkOf } from '../people/clerk.ts';
import { devicesAt } from '../people/places.ts';
import { makePlan } from '../plan/make-plan.ts';
import { CALM_LINK, type Plan, type Step } from '../plan/plan.ts';
import { createWorld } from '../world/create-world.ts';
import type { Failure, World } from '../world/world.ts';
import { goOn, quieten } from './quiet.ts';
import { setUp } from './set-up.ts';
import { createStepper, guard, join } from './steps.ts';
import { meaningOf, summaryOf } from './structure.ts';

const ROUNDS = 3;
const ACTS = 60;
const DAY = 86_400_000;
const YEARS_20 = 20 * 365 * DAY;

interface Variant {
  readonly id: 'base' | 'B3' | 'H1';
  /** Of the order of syncs and the sizes of pages. */
  readonly order: string;
  readonly clocks: boolean;
}

const VARIANTS: readonly Variant[] = [
  { id: 'base', order: 'first', clocks: false },
  { id: 'B3', order: 'second', clocks: false },
  { id: 'H1', order: 'first', clocks: true },
];
const SENTENCES = {
  base: 'A quiet country works.',
  B3: 'The order of syncs and the size of pages change nothing in the end.',
  H1: 'The clocks of devices change nothing in the end but dates.',
};

/** Runs the work of a seed in all variants and reports the first that ends differently. */
export async function runVariants(
  seed: number,
  faults?: DeliberateFaults,
): Promise<Failure | undefined> {
  let expected: ReadonlyMap<string, readonly string[]> | undefined;
  for (const variant of VARIANTS) {
    const { failure, holdings } = await runVariant(seed, variant, faults);
    if (failure !== undefined) return failure;
    const difference = expected === undefined ? undefined : firstDifference(expected, holdings);
    if (difference !== undefined)
      return { invariant: variant.id, sentence: SENTENCES[variant.id], detail: difference, at: 0 };
    expected ??= holdings;
  }
  return undefined;
}

function runVariant(seed: number, variant: Variant, faults?: DeliberateFaults) {
  const chance = chanceOf('variant', seed, variant.order);
  const plan = roundsPlan(seed, chance);
  return sealed(async () => {
    const world = createWorld(plan, {
      ...(faults !== undefined && { faults }),
      onCrash: () => undefined,
    });
    await world.untilFailed(() => workInRounds(world, variant));
    const holdings = new Map(
      [world.central(), ...world.remotes()].map((device) => [device.key, summaryOf(world, device)]),
    );
    return { failure: world.failure(), holdings };
  });
}

async function workInRounds(world: World, variant: Variant): Promise<void> {
  const { plan } = world;
  const stepper = createStepper(world);
  await setUp(world);
  const settle = () => quieten(world, stepper, { order: variant.order });
  for (const site of plan.country.sites) join(world, site.key);
  await goOn(world);
  if (variant.clocks) setClocks(world);
  await settle();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const step of plan.steps.filter((each) => roundOf(each) === round)) work(world, step);
    await goOn(world);
    await settle();
  }
}

/** The country and the acts of the seed, without faults; sizes differ with the variant. */
function roundsPlan(seed: number, chance: Chance): Plan {
  const plan = makePlan(seed, { acts: ACTS });
  const acts = plan.steps.filter((step) => step.do === 'act');
  const steps = acts.map((step, i) => ({ ...step, at: ((i % ROUNDS) + 1) * DAY + i * 60_000 }));
  return {
    ...plan,
    country: {
      ...plan.country,
      sites: plan.country.sites.map((site) => ({
        ...site,
        joins: 0,
        slowDisk: 0,
        pushGroups: chance.pick([1, 3, 500]),
        pageRows: chance.pick([3, 11, 5_000]),
      })),
    },
    links: Object.fromEntries(plan.country.sites.map(({ key }) => [key, CALM_LINK])),
    steps: steps.filter(isAlone),
  };
}

function roundOf({ at }: Step): number {
  return Math.floor(at / DAY) - 1;
}

/** Of changes of home one in a round: who is on the way into a store when it is left goes along or stays (B3). */
function isAlone(step: Step, _index: number, steps: readonly Step[]): boolean {
  const isChange = (each: Step) => each.do === 'act' && each.act === 'change home';
  return (
    !isChange(step) ||
    steps.find((each) => isChange(each) && roundOf(each) === roundOf(step)) === step
  );
}

function work(world: World, step: Step): void {
  if (step.do !== 'act') return;
  world.scheduler.at(step.at, () => {
    const [device] = devicesAt(world, step.site);
    const site = device?.site();
    const act = actNamed(step.act);
    if (device === undefined || site === undefined || act === undefined) return;
    device.doing('work');
    device.reseed(step.salt);
    guard(world, device, async () => {
      const clerk = clerkOf(world, device, site, world.chance('act', step.salt));
      const meaning = meaningOf(world, device);
      const done: Promise<boolean> = act({
        ...clerk,
        // NOTE in the order of what rows mean, so that a choice among them is the same in every variant.
        see: (table) => inOrder(clerk.see(table), (row) => meaning(table, row)),
        seeBy: (table, column, value) =>
          inOrder(clerk.seeBy(table, column, value), (row) => meaning(table, row)),
        stores: () => inOrder(clerk.stores(), (row) => meaning('store', row)),
      });
      await done;
    });
  });
}

function inOrder<T>(rows: readonly T[], keyOf: (row: T) => string): readonly T[] {
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}

function setClocks(world: World): void {
  const faults: readonly ClockFault[] = [
    { is: 'off', by: -YEARS_20 },
    { is: 'off', by: YEARS_20 },
    { is: 'frozen' },
    { is: 'off', by: -3_600_000 },
  ];
  for (const device of world.remotes())
    device.clock.set(world.chance('clock', device.key).pick(faults));
}

function firstDifference(
  expected: ReadonlyMap<string, readonly string[]>,
  found: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  for (const [key, lines] of expected) {
    const others = found.get(key) ?? [];
    const missing = without(lines, others);
    const more = without(others, lines);
    if (missing.length + more.length > 0)
      return `${key}: ${missing.length} rows end differently: ${tables(missing)} are not there, ${tables(more)} are new`;
  }
  return undefined;
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

function tables(lines: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const [table = ''] = line.split(' ');
    counts.set(table, (counts.get(table) ?? 0) + 1);
  }
  return [...counts].map(([table, count]) => `${count} ${table}`).join(', ') || 'none';
}
