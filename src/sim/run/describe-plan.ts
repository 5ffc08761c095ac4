import { CALM_LINK, type LinkPlan, type Plan, type Step } from '../plan/plan.ts';

const MOST_STEPS = 16;

/** A plan for people: at most 25 lines with what failed around them. */
export function describePlan(plan: Plan): readonly string[] {
  const { sites, stores, primary } = plan.country;
  const steps = plan.steps.map(describeStep);
  const shown =
    steps.length <= MOST_STEPS
      ? steps
      : [
          ...steps.slice(0, MOST_STEPS - 1),
          `… and ${steps.length - MOST_STEPS + 1} steps more, in the file`,
        ];
  const faulty = Object.entries(plan.links).flatMap(([key, link]) => describeLink(key, link));
  return [
    `${sites.length} sites (primary: ${primary}), stores ${stores.map((store) => `${store.code} at ${store.at}`).join(', ')}`,
    ...(faulty.length === 0 ? [] : [`lines: ${faulty.join('; ')}`]),
    ...shown,
  ];
}

function describeStep(step: Step): string {
  const at = `${(step.at / 60_000).toFixed(1)} min, ${step.site}:`;
  switch (step.do) {
    case 'act':
      return `${at} ${step.act} (${step.salt})`;
    case 'sync':
    case 'copy-device':
    case 'back-up':
      return `${at} ${step.do}`;
    case 'offline':
      return `${at} offline for ${(step.for / 60_000).toFixed(0)} min`;
    case 'crash':
      return `${at} crash at "${step.point}"${step.skip > 0 ? ` but the first ${step.skip} times` : ''}, down for ${(step.downFor / 1_000).toFixed(0)} s`;
    case 'clock':
      return `${at} clock ${step.by === 'frozen' ? 'stands still' : `off by ${(step.by / 60_000).toFixed(0)} min`}`;
    case 'restore':
      return `${at} restore central${step.told ? ', told' : ''}`;
    case 'forge':
      return `${at} forge: ${step.forgery}`;
  }
}

function describeLink(key: string, link: LinkPlan): string[] {
  const faults = (Object.keys(CALM_LINK) as (keyof LinkPlan)[]).filter(
    (fault) =>
      fault !== 'patience' && JSON.stringify(link[fault]) !== JSON.stringify(CALM_LINK[fault]),
  );
  return faults.length === 0
    ? []
    : [`${key} ${faults.map((fault) => `${fault} ${JSON.stringify(link[fault])}`).join(' ')}`];
}
