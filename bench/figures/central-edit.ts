// A change that everyone will receive is written once, however many will receive it.
import { type Central, makeCentral, startClockedCentral } from '../country/central.ts';
import { makeSites } from '../country/many-sites.ts';
import { catalogue } from '../country/trade.ts';
import type { Figure } from '../harness/figure.ts';
import { ratios } from '../harness/statistics.ts';

const EDITS = 200;
/** Rows edited in one go, each of them another one. */
const IN_A_ROW = 10;

interface Country {
  readonly central: Central;
  readonly items: readonly string[];
  readonly stores: readonly string[];
}

export const centralEdit: Figure = {
  name: 'central-edit',
  title: 'One edit of a central row, in a large country and in a small one',
  async measure({ full, runs, folder, say }) {
    const sites = full ? 10_000 : 2_000;
    const large = await country(`${folder}/large`, sites);
    const small = await country(`${folder}/small`, 10);
    const pairs = [large, small] as const;
    try {
      say('both countries are there');
      const items: [number[], number[]] = [[], []];
      const stores: [number[], number[]] = [[], []];
      const edit = async (of: Country, table: string, all: readonly string[], words: string) => {
        let cpu = 0;
        for (let at = 0; at < all.length; at += IN_A_ROW) {
          const edits = {
            ids: all.slice(at, at + IN_A_ROW),
            column: 'name',
            words: `${words}.${at}`,
          };
          cpu += await of.central.program.ask<number>('edit', { table, ...edits });
        }
        return (cpu * IN_A_ROW) / all.length;
      };
      for (let run = -1; run < runs; run += 1) {
        for (const [which, each] of pairs.entries()) {
          const item = await edit(each, 'item', each.items, `Item ${run}`);
          const store = await edit(each, 'store', each.stores, `Store ${run}`);
          if (run < 0) continue; // to get warm
          items[which]?.push(item);
          stores[which]?.push(store);
        }
      }
      const many = `${sites.toLocaleString('en-GB')} sites`;
      return [
        { what: `CPU for an item, ${many}`, unit: 'ms', values: items[0] },
        { what: '… 10 sites', unit: 'ms', values: items[1] },
        { what: '… large over small', unit: '×', values: ratios(...items), goal: { atMost: 1.2 } },
        { what: `CPU for a store, ${many}`, unit: 'ms', values: stores[0] },
        { what: '… 10 sites', unit: 'ms', values: stores[1] },
        { what: '… large over small', unit: '×', values: ratios(...stores), goal: { atMost: 1.2 } },
      ];
    } finally {
      await large.central.stop();
      await small.central.stop();
    }
  },
};

async function country(dir: string, count: number): Promise<Country> {
  await makeCentral(dir);
  const { sites } = makeSites(dir, { count, logRows: 20_000 });
  const central = await startClockedCentral(dir);
  const { items } = await catalogue(central, EDITS);
  const stores = Array.from({ length: EDITS }, (_, i) => sites[i % count]?.storeId ?? '');
  return { central, items, stores };
}
