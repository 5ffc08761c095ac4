// How much work of other sites central takes in: in one process, on the disk before it answers, each proof checked.
import { makeCentral, startClockedCentral } from '../country/central.ts';
import { confirmedDelivery, forgedLog } from '../country/forge.ts';
import { chanceOf } from '../country/goods.ts';
import { makeSites } from '../country/many-sites.ts';
import { catalogue } from '../country/trade.ts';
import type { Figure } from '../harness/figure.ts';
import { program } from '../harness/program.ts';
import { quantile } from '../harness/statistics.ts';
import type { Pushed, Talk, Talked } from '../programs/sites.ts';

/** Syncs of a day's work: a delivery of 8 lines each. */
const SMALL = { groups: 1, lines: 8 };
/** Syncs of sites that come back after weeks. */
const LARGE = { groups: 40, lines: 20 };
const AT_ONCE = 16;

export const takingPushes: Figure = {
  name: 'taking-pushes',
  title: 'Central taking pushes',
  async measure({ full, runs, folder, say }) {
    const count = 200;
    const dir = `${folder}/central`;
    await makeCentral(dir);
    const country = makeSites(dir, { count, logRows: full ? 1_000_000 : 20_000 });
    const central = await startClockedCentral(dir);
    const devices = await program('sites');
    try {
      const goods = await catalogue(central, 500);
      await devices.ask('enrol', { url: central.url, country, connections: AT_ONCE });
      const logs = country.sites.map(forgedLog);
      const chance = chanceOf(6);
      const syncs = async (times: number, { groups, lines }: typeof SMALL, sites: number) => {
        const siteIds: number[] = [];
        const pushes: Pushed[] = [];
        let rows = 0;
        for (let i = 0; i < times; i += 1) {
          const log = logs[i % sites];
          if (log === undefined) continue;
          const made = Array.from({ length: groups }, () =>
            confirmedDelivery(log, goods, { lines, chance }),
          );
          rows += made.reduce((sum, { changes }) => sum + changes.length, 0);
          siteIds.push(log.site.siteId);
          pushes.push({ groups: made, place: log.place });
        }
        const before = await central.program.usage();
        const talk: Talk = { siteIds, atOnce: AT_ONCE, pushes };
        const { ms, waits } = await devices.ask<Talked>('talk', talk);
        const cpuMs = (await central.program.usage()).cpuMs - before.cpuMs;
        say(`${times} syncs, ${rows} rows in ${Math.round(ms)} ms, ${Math.round(cpuMs)} ms of CPU`);
        return {
          rowsPerSecond: (rows * 1_000) / ms,
          syncsPerSecond: (times * 1_000) / ms,
          rowsPerCpuSecond: (rows * 1_000) / cpuMs,
          p99: quantile(waits, 0.99),
        };
      };
      await syncs(400, SMALL, count);
      const small: Awaited<ReturnType<typeof syncs>>[] = [];
      const large: typeof small = [];
      for (let run = 0; run < runs; run += 1) {
        small.push(await syncs(full ? 2_000 : 600, SMALL, count));
        large.push(await syncs(full ? 16 : 8, LARGE, 8));
      }
      const of = (list: typeof small, what: keyof (typeof small)[number]) =>
        list.map((each) => each[what]);
      return [
        {
          what: 'small syncs (26 rows each)',
          unit: '/s',
          values: of(small, 'syncsPerSecond'),
          goal: { atLeast: 200 },
        },
        { what: '… their rows', unit: '/s', values: of(small, 'rowsPerSecond') },
        { what: '… rows a second of CPU', unit: '', values: of(small, 'rowsPerCpuSecond') },
        { what: '… answered within, p99', unit: 'ms', values: of(small, 'p99') },
        {
          what: 'rows of large pushes (2,480 each)',
          unit: '/s',
          values: of(large, 'rowsPerSecond'),
          goal: { atLeast: 5_000 },
        },
        { what: '… rows a second of CPU', unit: '', values: of(large, 'rowsPerCpuSecond') },
      ];
    } finally {
      await devices.stop();
      await central.stop();
    }
  },
};
