// A seed becomes a plan. Every seed leaves out a random part of the acts and the faults: what is always mixed hides
// what needs an absence to show (swarm testing).

import { type Chance, chanceOf } from '../core/chance.ts';
import { CENTRAL_CRASH_POINTS, SITE_CRASH_POINTS } from '../device/power.ts';
import { FORGED_REQUESTS } from '../forge/forged-requests.ts';
import { FORGERIES } from '../forge/tampering.ts';
import { ACTS, type Place } from '../people/acts.ts';
import { PRIMARY } from '../people/places.ts';
import {
  CALM_LINK,
  type CountryPlan,
  type LinkPlan,
  type Plan,
  type SitePlan,
  type Step,
  type StorePlan,
} from './plan.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** A restore that forgets who was given a store, a person or a role, or a merge of central's, is a matter for people. */
const FORGOTTEN_FOR_GOOD = ['assign store', 'change home', 'hand over primary', 'merge lists'];

/** What a seed can leave out. */
const FAULTS = [
  'network',
  'crashes',
  'offline',
  'clocks',
  'restores',
  'copies',
  'forgeries',
  'slow disks',
  'late sites',
] as const;
type FaultKind = (typeof FAULTS)[number];

export interface PlanSize {
  /** Acts of people. */
  readonly acts: number;
}

export function makePlan(seed: number, size: PlanSize = { acts: 150 }): Plan {
  const chance = chanceOf('plan', seed);
  const faults = new Set(
    FAULTS.filter((kind) =>
      chance.happens(kind === 'copies' ? 0.1 : kind === 'restores' ? 0.2 : 0.6),
    ),
  );
  const span = chance.pick([HOUR, DAY, 20 * DAY, 400 * DAY]);
  const country = makeCountry(chance, { faults, span });
  const without = faults.has('restores') ? FORGOTTEN_FOR_GOOD : [];
  const places = ['central', ...country.sites.map((site) => site.key)];
  const steps = [
    ...actSteps(chance, { country, span, count: size.acts, without }),
    ...syncSteps(chance, { country, span, count: Math.round(size.acts * 0.5) }),
    ...faultSteps(chance, { faults, span, places }),
  ].sort((a, b) => a.at - b.at);
  const links = Object.fromEntries(
    country.sites.map(({ key }) => [key, faults.has('network') ? makeLink(chance) : CALM_LINK]),
  );
  return { format: 1, seed, country, links, steps };
}

function makeCountry(
  chance: Chance,
  { faults, span }: { readonly faults: ReadonlySet<FaultKind>; readonly span: number },
): CountryPlan {
  const siteCount = chance.whole(2, 6);
  const sites = Array.from({ length: siteCount }, (_, i): SitePlan => {
    const joins =
      faults.has('late sites') && chance.happens(0.3)
        ? Math.round(chance.fraction() * span * 0.7)
        : i * SECOND;
    return {
      key: `s${i + 1}`,
      joins,
      pushGroups: chance.pick([1, 2, 5, 500]),
      pageRows: chance.pick([3, 7, 40, 5_000]),
      slowDisk: faults.has('slow disks') && chance.happens(0.5) ? chance.pick([5, 200]) : 0,
    };
  });
  const mirrored = chance.happens(0.25);
  const codes = Array.from(
    { length: Math.max(siteCount, chance.whole(2, 8)) },
    (_, i) => `ST${i + 1}`,
  );
  const stores = codes.map((code, i): StorePlan => {
    // The first sites get a store each; what is left lies anywhere, central included.
    const at =
      i < siteCount ? `s${i + 1}` : chance.pick(['central', ...sites.map((site) => site.key)]);
    return { code, at, mode: chance.happens(0.45) ? 'dispensary' : 'store' };
  });
  return {
    primary: mirrored ? 's1' : 'central',
    sites,
    stores,
    items: chance.whole(3, 8),
    units: chance.whole(1, 4),
    names: chance.whole(2, 5),
    visibility: chance.pick([0.4, 0.7, 1]),
    slice: chance.pick([1, 5, 500]),
  };
}

function makeLink(chance: Chance): LinkPlan {
  const share = (most: number) =>
    chance.happens(0.5) ? Math.round(chance.fraction() * most * 100) / 100 : 0;
  return {
    loss: share(0.3),
    replyLoss: share(0.3),
    duplicate: share(0.5),
    late: chance.pick([SECOND, MINUTE, HOUR]),
    cutRequest: share(0.2),
    cutReply: share(0.2),
    garble: share(0.2),
    foreign: share(0.2),
    delay: [20, chance.pick([50, 2 * SECOND, 10 * MINUTE])],
    patience: chance.pick([20 * SECOND, 2 * MINUTE, 15 * MINUTE]),
  };
}

function actSteps(
  chance: Chance,
  {
    country,
    span,
    count,
    without,
  }: {
    readonly country: CountryPlan;
    readonly span: number;
    readonly count: number;
    readonly without: readonly string[];
  },
): Step[] {
  const kinds = ACTS.filter(
    (entry) => (entry.weight >= 8 || chance.happens(0.75)) && !without.includes(entry.name),
  );
  const storeSites = country.stores.map((store) => store.at);
  const dispensarySites = country.stores
    .filter(({ mode }) => mode === 'dispensary')
    .map((store) => store.at);
  const placeOf = (place: Place) => {
    switch (place) {
      case 'store':
        return chance.pick(storeSites);
      case 'dispensary':
        return chance.pick(dispensarySites.length === 0 ? storeSites : dispensarySites);
      case 'primary':
        return PRIMARY;
      case 'central':
        return 'central';
    }
  };
  return Array.from({ length: count }, (_, i): Step => {
    const entry = chance.weighted(kinds.map((kind) => [kind.weight, kind] as const));
    const site = placeOf(entry.place);
    // NOTE the first acts bring goods into the stores, or nothing could be shipped.
    const act = i < count / 8 ? 'receive from outside' : entry.name;
    const at = Math.round(((i + chance.fraction()) / count) * span) + MINUTE;
    return {
      at,
      site: act === entry.name ? site : chance.pick(storeSites),
      salt: chance.whole(1, 1e9),
      do: 'act',
      act,
    };
  });
}

function syncSteps(
  chance: Chance,
  {
    country,
    span,
    count,
  }: { readonly country: CountryPlan; readonly span: number; readonly count: number },
): Step[] {
  const diligence = new Map(country.sites.map((site) => [site.key, chance.pick([1, 1, 3])]));
  return Array.from({ length: count }, (): Step => {
    const site = chance.weighted(
      country.sites.map(({ key }) => [diligence.get(key) ?? 1, key] as const),
    );
    return {
      at: Math.round(chance.fraction() * span) + 2 * MINUTE,
      site,
      salt: chance.whole(1, 1e9),
      do: 'sync',
    };
  });
}

function faultSteps(
  chance: Chance,
  {
    faults,
    span,
    places,
  }: {
    readonly faults: ReadonlySet<FaultKind>;
    readonly span: number;
    readonly places: readonly string[];
  },
): Step[] {
  const steps: Step[] = [];
  const anywhen = () => Math.round(chance.fraction() * span) + MINUTE;
  const base = (site: string) => ({ at: anywhen(), site, salt: chance.whole(1, 1e9) });
  const remotes = places.filter((place) => place !== 'central');
  if (faults.has('crashes')) {
    for (let i = chance.whole(2, 14); i > 0; i -= 1) {
      const site = chance.happens(0.4) ? 'central' : chance.pick(remotes);
      steps.push({
        ...base(site),
        do: 'crash',
        point: chance.pick(site === 'central' ? CENTRAL_CRASH_POINTS : SITE_CRASH_POINTS),
        skip: chance.happens(0.7) ? 0 : chance.whole(0, 12),
        downFor: Math.round(chance.spread(SECOND, 2 * HOUR)),
      });
    }
  }
  if (faults.has('offline')) {
    for (const site of remotes)
      if (chance.happens(0.4))
        steps.push({
          ...base(site),
          do: 'offline',
          for: Math.round(chance.spread(Math.min(HOUR, span / 4), Math.max(HOUR, span * 0.8))),
        });
  }
  if (faults.has('clocks')) {
    for (const site of places) {
      for (let i = chance.whole(0, 2); i > 0; i -= 1) {
        steps.push({
          ...base(site),
          do: 'clock',
          by: chance.pick([-20 * YEAR, 20 * YEAR, 'frozen', 0, -HOUR, 3 * MINUTE]),
        });
      }
    }
  }
  if (faults.has('restores')) {
    const at = anywhen();
    steps.push({ ...base('central'), at, do: 'back-up' });
    steps.push({
      ...base('central'),
      at: at + Math.round(chance.fraction() * (span - at)),
      do: 'restore',
      told: chance.happens(0.5),
    });
  }
  if (faults.has('forgeries')) {
    const lies = [...Object.keys(FORGERIES), ...Object.keys(FORGED_REQUESTS)];
    for (let i = chance.whole(1, 6); i > 0; i -= 1)
      steps.push({ ...base(chance.pick(remotes)), do: 'forge', forgery: chance.pick(lies) });
  }
  if (faults.has('copies')) steps.push({ ...base(chance.pick(remotes)), do: 'copy-device' });
  return steps;
}
