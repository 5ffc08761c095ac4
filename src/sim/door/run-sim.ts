import { DELIBERATE_FAULTS } from '#engine/ports';
import { type Counts, SOMETIMES } from '../core/sometimes.ts';
import { CENTRAL_CRASH_POINTS, SITE_CRASH_POINTS } from '../device/power.ts';
import type { Plan } from '../plan/plan.ts';
import { describePlan } from '../run/describe-plan.ts';
import { runPlan } from '../run/run-plan.ts';
import { shrink } from '../run/shrink.ts';
import type { Done, Job } from './job.ts';
import { keepPlan, keptPlans, readPlan } from './kept-plans.ts';
import { workThrough } from './work-through.ts';

export interface SimOptions {
  readonly seeds: number;
  readonly from: number;
  /** Each deliberate fault in turn instead of sound code. */
  readonly mutants?: true;
  /** One plan from a file instead of seeds. */
  readonly plan?: string;
  readonly jobs?: number;
  readonly print?: (line: string) => void;
}

const SHRINK_MS = 60_000;
/** So many seeds may pass before a deliberate fault counts as missed, and a rare state as never seen. */
const ENOUGH_SEEDS = 2_000;

/** The simulator as a command; true when nothing was violated (or, of mutants, every one was caught). */
export async function runSim(options: SimOptions): Promise<boolean> {
  const print = options.print ?? ((line: string) => console.log(line));
  if (options.plan !== undefined) return runOnePlan(readPlan(options.plan), print);
  if (options.mutants === true) return runMutants(options, print);
  const kept = await runKept(print);
  const sound = await runSeeds(options, print);
  return kept && sound;
}

async function runOnePlan(plan: Plan, print: (line: string) => void): Promise<boolean> {
  const { failure, events, traceHash } = await runPlan(plan, { print });
  print(`${events} events, trace ${traceHash}`);
  if (failure === undefined) return true;
  print(`violates ${failure.invariant} (${failure.sentence}): ${failure.detail}`);
  return false;
}

async function runKept(print: (line: string) => void): Promise<boolean> {
  let good = true;
  for (const { name, plan } of keptPlans()) {
    const { failure } = await runPlan(plan);
    if (failure === undefined) continue;
    good = false;
    print(`kept plan ${name} violates ${failure.invariant}: ${failure.detail}`);
  }
  return good;
}

async function runSeeds(options: SimOptions, print: (line: string) => void): Promise<boolean> {
  const began = performance.now();
  const counts = new Map<string, number>();
  let failed: { readonly plan: Plan; readonly invariant: string } | undefined;
  let failures = 0;
  let events = 0;
  const jobs = Array.from(
    { length: options.seeds },
    (_, i): Job => ({ kind: 'seed', seed: options.from + i }),
  );
  await workThrough(jobs, {
    workers: options.jobs ?? 2,
    onDone(done) {
      if (done.kind !== 'seed') return;
      events += done.events;
      addCounts(counts, done.counts);
      if (done.failure === undefined || done.plan === undefined) return;
      failures += 1;
      failed ??= { plan: done.plan, invariant: done.failure.invariant };
      print(`seed ${done.seed} violates ${done.failure.invariant}: ${done.failure.detail}`);
    },
  });
  const minutes = (performance.now() - began) / 60_000;
  const pace = Math.round(options.seeds / minutes);
  print(
    `${options.seeds} seeds from ${options.from}: ${failures === 0 ? 'nothing violated' : `${failures} failed`}; ${events} events, ${pace} seeds a minute`,
  );
  for (const line of sometimesTable(counts, options.seeds)) print(line);
  if (failed !== undefined) await shrinkAndShow(failed, print);
  const blind = options.seeds >= ENOUGH_SEEDS ? neverSeen(counts) : [];
  return failures === 0 && blind.length === 0;
}

async function shrinkAndShow(
  { plan, invariant }: { readonly plan: Plan; readonly invariant: string },
  print: (line: string) => void,
): Promise<void> {
  const until = performance.now() + SHRINK_MS;
  print(`making seed ${plan.seed} smaller …`);
  const smaller = await shrink(plan, {
    failsWith: async (candidate) => (await runPlan(candidate)).failure?.invariant,
    isOver: () => performance.now() > until,
  });
  const file = keepPlan(smaller, invariant);
  const { failure } = await runPlan(smaller);
  for (const line of describePlan(smaller)) print(`  ${line}`);
  if (failure !== undefined)
    print(`  violates ${failure.invariant} (${failure.sentence}): ${failure.detail}`);
  print(`  run it again: atoll sim --plan ${file}`);
}

async function runMutants(options: SimOptions, print: (line: string) => void): Promise<boolean> {
  const caught: number[] = [];
  const missed: string[] = [];
  const most = Math.max(options.seeds, 1);
  const jobs = DELIBERATE_FAULTS.map((fault): Job => ({ kind: 'mutant', fault, seeds: most }));
  await workThrough(jobs, {
    workers: options.jobs ?? 2,
    onDone(done: Done) {
      if (done.kind !== 'mutant') return;
      if (done.caught === undefined) missed.push(done.fault);
      else caught.push(done.caught.seed);
      print(
        done.caught === undefined
          ? `${done.fault}: NOT CAUGHT in ${most} seeds`
          : `${done.fault}: caught at seed ${done.caught.seed} by ${done.caught.invariant}`,
      );
    },
  });
  const median = [...caught].sort((a, b) => a - b)[Math.floor(caught.length / 2)] ?? 0;
  print(
    `${caught.length} of ${DELIBERATE_FAULTS.length} deliberate faults caught, half of them by seed ${median}`,
  );
  return missed.length === 0;
}

function addCounts(sum: Map<string, number>, counts: Counts): void {
  for (const [name, count] of Object.entries(counts)) sum.set(name, (sum.get(name) ?? 0) + count);
}

const CRASHES = [
  ...CENTRAL_CRASH_POINTS.map((point) => `crash: central: ${point}`),
  ...SITE_CRASH_POINTS.map((point) => `crash: site: ${point}`),
];

function neverSeen(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...SOMETIMES, ...CRASHES].filter((name) => !counts.has(name));
}

/** How often each rare state occurred; a generator that never makes one is blind to what it could break. */
function sometimesTable(counts: ReadonlyMap<string, number>, seeds: number): readonly string[] {
  const names = [...SOMETIMES, ...CRASHES];
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => `  ${name.padEnd(width)} ${counts.get(name) ?? 0}`);
  const never = neverSeen(counts);
  const verdict =
    never.length === 0
      ? 'each rare state occurred'
      : `${never.length} rare states never occurred${seeds < ENOUGH_SEEDS ? ' (fewer seeds than they need)' : ''}`;
  return ['sometimes:', ...lines, verdict];
}
