// Most syncs bring nothing and take nothing. What such a one costs must not grow with the country.
import { type Central, makeCentral, startClockedCentral } from '../country/central.ts';
import { makeSites } from '../country/many-sites.ts';
import { enrolRemote } from '../country/remote.ts';
import type { Figure } from '../harness/figure.ts';
import { type Program, program } from '../harness/program.ts';
import { ratios } from '../harness/statistics.ts';
import { wire } from '../harness/wire.ts';
import type { Talk, Talked } from '../programs/sites.ts';

/** Longer than the time for which central keeps a connection in mind before it notes the next one. */
const PAUSE_MS = 300_000;
const AT_ONCE = 8;
/** Sites heard of between two notes of central, five seconds apart, when 10,000 sites sync every five minutes. */
const HEARD_OF = 160;
/** As many as both countries have. */
const FEW = 10;

interface Country {
  readonly central: Central;
  readonly devices: Program;
  readonly siteIds: readonly number[];
  readonly stop: () => Promise<void>;
}

export const idleSync: Figure = {
  name: 'idle-sync',
  title: 'An idle sync, in a large country and in a small one',
  async measure({ full, runs, folder, say }) {
    const [sites, logRows] = full ? [10_000, 5_000_000] : [2_000, 500_000];
    const large = await country(`${folder}/large`, { sites, logRows, say });
    const small = await country(`${folder}/small`, { sites: 10, logRows: 1_000, say });
    const pairs = [large, small] as const;
    try {
      for (const each of pairs) await idle(each, 400, { batch: 200 });
      const many: number[] = [];
      const noted: [number[], number[]] = [[], []];
      const seldom: [number[], number[]] = [[], []];
      for (let run = 0; run < runs; run += 1) {
        many.push(await idle(large, 6 * HEARD_OF, { batch: HEARD_OF, pause: PAUSE_MS }));
        for (const [which, each] of pairs.entries()) {
          seldom[which]?.push(await idle(each, 1_000, { batch: FEW, pause: PAUSE_MS }));
          noted[which]?.push(await idle(each, 1_000, { batch: 200 }));
        }
      }
      const engine: [number[], number[]] = [[], []];
      for (let run = 0; run < runs; run += 1) {
        for (const [which, each] of pairs.entries()) engine[which]?.push(await inProcess(each));
      }
      const size = `${sites.toLocaleString('en-GB')} sites, ${logRows.toLocaleString('en-GB')} log rows`;
      const { bytes, exchanges } = await alone(large.central, folder);
      return [
        { what: 'exchanges', unit: '', values: exchanges, goal: { atMost: 1 } },
        { what: 'bytes both ways, with headers', unit: '', values: bytes, goal: { atMost: 800 } },
        { what: `CPU of central, ${size}`, unit: 'ms', values: many, goal: { atMost: 1 } },
        { what: '… ten at a time, large', unit: 'ms', values: seldom[0] },
        { what: '… ten at a time, 10 sites, 1,000 log rows', unit: 'ms', values: seldom[1] },
        { what: '… large over small', unit: '×', values: ratios(...seldom), goal: { atMost: 1.3 } },
        {
          what: 'CPU again within a minute, large',
          unit: 'ms',
          values: noted[0],
          goal: { atMost: 1 },
        },
        { what: '… small', unit: 'ms', values: noted[1] },
        { what: '… large over small', unit: '×', values: ratios(...noted), goal: { atMost: 1.3 } },
        { what: 'CPU of the engine alone, large', unit: 'ms', values: engine[0] },
        { what: '… small', unit: 'ms', values: engine[1] },
        { what: '… large over small', unit: '×', values: ratios(...engine), goal: { atMost: 1.3 } },
        {
          what: `memory of central, ${size}`,
          unit: 'MB',
          values: [(await large.central.program.usage()).peakMb],
          goal: { atMost: 1_000 },
        },
      ];
    } finally {
      await large.stop();
      await small.stop();
    }
  },
};

async function country(
  dir: string,
  { sites, logRows, say }: { sites: number; logRows: number; say: (line: string) => void },
): Promise<Country> {
  await makeCentral(dir);
  const began = performance.now();
  const made = makeSites(dir, { count: sites, logRows });
  say(`${sites} sites, ${logRows} log rows: made in ${Math.round(performance.now() - began)} ms`);
  const central = await startClockedCentral(dir);
  const devices = await program('sites');
  await devices.ask('enrol', { url: central.url, country: made, connections: AT_ONCE });
  return {
    central,
    devices,
    siteIds: made.sites.map((each) => each.siteId),
    async stop() {
      await devices.stop();
      await central.stop();
    },
  };
}

/**
 * Milliseconds of CPU for one sync, of `count` that come in batches of one size. `pause`: milliseconds before each
 * batch; after long ones central has not heard of any of its sites for a while, and notes them durably.
 */
async function idle(
  { central: { program: server }, devices, siteIds }: Country,
  count: number,
  { batch, pause }: { readonly batch: number; readonly pause?: number },
): Promise<number> {
  const before = await server.usage();
  for (let done = 0; done < count; ) {
    const some = Array.from(
      { length: batch },
      (_, i) => siteIds[((done + i) * 7) % siteIds.length] ?? 0,
    );
    if (pause !== undefined) await server.ask('skip', pause);
    const talk: Talk = { siteIds: some, atOnce: AT_ONCE };
    await devices.ask<Talked>('talk', talk);
    done += some.length;
  }
  return ((await server.usage()).cpuMs - before.cpuMs) / count;
}

/** The same without the wire: what grows with the country would show here most. */
async function inProcess({ central, devices, siteIds }: Country): Promise<number> {
  const asked = Array.from({ length: 1_000 }, (_, i) => siteIds[(i * 7) % siteIds.length] ?? 0);
  const requests = await devices.ask<readonly string[]>('requests', asked);
  return central.program.ask<number>('inProcess', { requests, pause: PAUSE_MS });
}

/** A real site alone, through a line that counts. */
async function alone(central: Central, folder: string) {
  const line = await wire(central.url);
  const remote = await enrolRemote(central, { name: 'Alone', folder, url: line.url });
  await remote.sync();
  await remote.sync();
  const bytes: number[] = [];
  const exchanges: number[] = [];
  for (let i = 0; i < 9; i += 1) {
    if (i % 3 === 0) await central.program.ask('skip', PAUSE_MS);
    const [before, exchanged] = [line.crossed(), remote.exchanges()];
    await remote.sync();
    const after = line.crossed();
    bytes.push(after.up + after.down - before.up - before.down);
    exchanges.push(remote.exchanges() - exchanged);
  }
  await remote.close();
  await line.close();
  return { bytes, exchanges };
}
