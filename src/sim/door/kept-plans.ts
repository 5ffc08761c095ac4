// Plans that once failed: they are run before anything else, whatever their seeds have come to mean since.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../plan/plan.ts';

const KEPT = fileURLToPath(new URL('../kept-plans/', import.meta.url));
/** Where a new failing plan is put; whoever mends the fault moves it to the kept ones. */
const FOUND = '.cache/sim';

export function keptPlans(): readonly { readonly name: string; readonly plan: Plan }[] {
  if (!existsSync(KEPT)) return [];
  return readdirSync(KEPT)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, plan: readPlan(join(KEPT, name)) }));
}

export function readPlan(file: string): Plan {
  const plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  if (plan.format !== 1) throw new Error(`${file} is not a plan of this simulator.`);
  return plan;
}

/** Writes a failing plan down and says where. */
export function keepPlan(plan: Plan, invariant: string): string {
  mkdirSync(FOUND, { recursive: true });
  const file = join(FOUND, `${invariant.toLowerCase()}-seed-${plan.seed}.json`);
  writeFileSync(file, `${JSON.stringify(plan, null, 1)}\n`);
  return file;
}
