// A failing plan made smaller, as long as the same invariant still fails: first the steps (ddmin), then whole sites,
// then the faults of the lines, then the times.
import { CALM_LINK, type LinkPlan, type Plan, type Step } from '../plan/plan.ts';

export interface ShrinkOptions {
  /** The invariant that fails for this plan; undefined when none does. */
  readonly failsWith: (plan: Plan) => Promise<string | undefined>;
  /** Says when to stop. */
  readonly isOver: () => boolean;
}

/** The smallest plan found that violates what the given one violates. */
export async function shrink(plan: Plan, options: ShrinkOptions): Promise<Plan> {
  const invariant = await options.failsWith(plan);
  if (invariant === undefined) return plan;
  let best = plan;
  const tries = async (smaller: Plan): Promise<boolean> => {
    if (options.isOver() || (await options.failsWith(smaller)) !== invariant) return false;
    best = smaller;
    return true;
  };
  await shrinkSteps(
    () => best,
    (steps) => tries({ ...best, steps }),
  );
  for (const site of [...best.country.sites].reverse()) await tries(withoutSite(best, site.key));
  for (const key of Object.keys(best.links)) await tries(withLink(best, key, CALM_LINK));
  for (const [key, link] of Object.entries(best.links)) {
    for (const fault of Object.keys(CALM_LINK) as (keyof LinkPlan)[]) {
      const now = best.links[key] ?? link;
      if (now[fault] !== CALM_LINK[fault])
        await tries(withLink(best, key, { ...now, [fault]: CALM_LINK[fault] }));
    }
  }
  await tries({ ...best, country: { ...best.country, items: 2, units: 1, names: 1 } });
  await tries({ ...best, steps: inQuickSuccession(best.steps) });
  await shrinkSteps(
    () => best,
    (steps) => tries({ ...best, steps }),
  );
  return best;
}

/** Delta debugging: leaves out ever smaller parts, and begins again with what is left. */
async function shrinkSteps(
  best: () => Plan,
  tries: (steps: readonly Step[]) => Promise<boolean>,
): Promise<void> {
  let parts = 2;
  for (;;) {
    const { steps } = best();
    const size = Math.ceil(steps.length / parts);
    if (size === 0) return;
    let isSmaller = false;
    for (let from = 0; from < steps.length; from += size) {
      const rest = [...steps.slice(0, from), ...steps.slice(from + size)];
      if (await tries(rest)) {
        isSmaller = true;
        break;
      }
    }
    if (isSmaller) parts = Math.max(2, parts - 1);
    else if (size === 1) return;
    else parts = Math.min(steps.length, parts * 2);
  }
}

/** Leaves out the last site of the plan, or empties another one, so that the numbers of the others stay. */
function withoutSite(plan: Plan, key: string): Plan {
  const { country } = plan;
  if (country.primary === key) return plan;
  const isLast = country.sites.at(-1)?.key === key;
  return {
    ...plan,
    country: {
      ...country,
      sites: isLast ? country.sites.slice(0, -1) : country.sites,
      stores: country.stores.filter((store) => store.at !== key),
    },
    steps: plan.steps.filter((step) => step.site !== key),
  };
}

function withLink(plan: Plan, key: string, link: LinkPlan): Plan {
  return { ...plan, links: { ...plan.links, [key]: link } };
}

function inQuickSuccession(steps: readonly Step[]): readonly Step[] {
  return steps.map((step, i) => ({ ...step, at: 120_000 + i * 60_000 }));
}
