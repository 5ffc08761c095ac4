// What central's process needs in a large country, while sites ask for news and bring their work.
import { makeCentral, startClockedCentral } from '../country/central.ts';
import { confirmedDelivery, forgedLog } from '../country/forge.ts';
import { chanceOf } from '../country/goods.ts';
import { makeSites } from '../country/many-sites.ts';
import { catalogue } from '../country/trade.ts';
import type { Figure } from '../harness/figure.ts';
import { program } from '../harness/program.ts';
import type { Pushed, Talk, Talked } from '../programs/sites.ts';

const AT_ONCE = 16;

export const centralMemory: Figure = {
  name: 'central-memory',
  title: 'Memory of central in a large country, while all sites sync',
  async measure({ full, folder, say }) {
    const [count, logRows] = full ? [10_000, 5_000_000] : [2_000, 500_000];
    const dir = `${folder}/central`;
    await makeCentral(dir);
    const country = makeSites(dir, { count, logRows });
    const central = await startClockedCentral(dir);
    const devices = await program('sites');
    const peak = async () => (await central.program.usage()).peakMb;
    const talk = (asked: Omit<Talk, 'atOnce'>) =>
      devices.ask<Talked>('talk', { ...asked, atOnce: AT_ONCE });
    try {
      const goods = await catalogue(central, 500);
      await devices.ask('enrol', { url: central.url, country, connections: AT_ONCE });
      const begun = await peak();
      const siteIds = country.sites.map(({ siteId }) => siteId);
      await talk({ siteIds });
      const asked = await peak();
      say(`${count} sites have asked`);
      const chance = chanceOf(11);
      let next = 0;
      const push = async (sites: number, groups: number) => {
        const some = country.sites.slice(next, next + sites);
        next += sites;
        const pushes: Pushed[] = [];
        for (const site of some) {
          const log = forgedLog(site);
          const made = Array.from({ length: groups }, () =>
            confirmedDelivery(log, goods, { lines: 20, chance }),
          );
          pushes.push({ groups: made, place: log.place });
        }
        await talk({ siteIds: some.map(({ siteId }) => siteId), pushes });
      };
      await push(1_000, 1);
      await push(64, 40);
      const pushed = await peak();
      const what = `${count.toLocaleString('en-GB')} sites, ${logRows.toLocaleString('en-GB')} log rows`;
      return [
        { what: `${what}: after its start`, unit: 'MB', values: [begun] },
        { what: '… each site has asked for news', unit: 'MB', values: [asked] },
        {
          what: '… and 1,000 have pushed a delivery, 64 others 40 of them: at most',
          unit: 'MB',
          values: [pushed],
          goal: { atMost: 1_000 },
        },
      ];
    } finally {
      await devices.stop();
      await central.stop();
    }
  },
};
