import { must, siteId } from '#base';
import { fingerprint } from '#dictionary';
import {
  anyWaits,
  concernsAny,
  DEFAULT_SLICES,
  type FoundingFact,
  logOwed,
  type Parts,
  readFacts,
  readTopology,
  recentOf,
  settle,
  writeContacts,
  writeOwn,
} from '#engine';
import { forwardClock } from './forward-clock.ts';
import { gaugesOf } from './gauges.ts';
import { hubOf } from './hub.ts';
import { inBackground } from './in-background.ts';
import type { Site, SiteParts } from './site.ts';
import { siteApiOf } from './site-api-of.ts';
import { syncerOf } from './syncer.ts';

/** Opens a founded database as a site, and runs what was owed when it was last closed or cut off. */
export async function openSite(given: SiteParts): Promise<Site> {
  const { dictionary } = given;
  const { database, recent } = recentOf(given.database);
  const { founding, topology } = await database.read(async (view) => {
    recent.quarantine.maybe = await anyWaits(view);
    recent.hidden.maybe = (await view.count({ table: 'hidden_row', limit: 1 })) > 0;
    const facts = await readFacts(view, 'founding');
    const fact: FoundingFact = must(
      facts.founding,
      'this database was made a site (init) before it is opened',
    );
    return { founding: fact, topology: await readTopology(dictionary, view, siteId(fact.site_id)) };
  });
  const parts: Parts = {
    dictionary,
    database,
    clock: given.clock,
    random: given.random,
    digest: given.digest,
    faults: given.faults ?? new Set(),
    mayFollow: (topology, changed) => concernsAny(given.processors, topology, changed),
    country: { topology },
    isCentral: founding.role === 'central',
    fingerprint: fingerprint(dictionary, given.digest),
    recent,
    slices: { ...DEFAULT_SLICES, ...given.sizes?.slices },
  };
  const gaining = new Set<(siteId: number) => void>();
  const draw = oneAtATime(() => settle(parts, given.processors));
  const logging = inBackground((mayGoOn) => logOwed(parts, { mayGoOn, settle: draw }));
  const settleAll = oneAtATime(async () => {
    await draw();
    logging.start();
    for (const site of recent.gaining) for (const tell of gaining) tell(site);
    recent.gaining.clear();
  });
  const context = {
    parts,
    given,
    founding,
    settle: settleAll,
    time: forwardClock(parts.clock, database),
    expected: new Set<(siteId: number) => void>(),
    gaining,
  };
  if (parts.isCentral) await context.time.note();
  const syncer = await syncerOf(context);
  const gauges = gaugesOf(context, syncer);
  await settleAll();
  return {
    siteId: siteId(founding.site_id),
    topology: () => parts.country.topology,
    api: siteApiOf(context, syncer, gauges),
    hub: hubOf(context),
    gauges,
    async perform(person, work) {
      const result = await writeOwn(parts, { person }, work);
      if (result.ok) await settleAll();
      return result;
    },
    async settle() {
      await settleAll();
      await logging.ended();
    },
    sync: syncer.run,
    async close() {
      await logging.stop();
      if (parts.isCentral) await context.time.note();
      await writeContacts(parts);
      await database.close();
    },
  };
}

/** Calls that come while one runs share the next run, which begins after they were made. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return start();
    next ??= running.then(afterwards, afterwards);
    return next;
  };
  function afterwards(): Promise<void> {
    next = undefined;
    return start();
  }
}
