// What an invoice costs a site that pays for its bytes: one exchange on a kept connection, headers and all.
import { makeCentral, type Put, startCentral } from '../country/central.ts';
import { chanceOf } from '../country/goods.ts';
import { enrolRemote, openStore } from '../country/remote.ts';
import { catalogue, delivery, issue, stockUp } from '../country/trade.ts';
import type { Figure } from '../harness/figure.ts';
import { wire } from '../harness/wire.ts';

const LINES = 20;

export const pushingAnInvoice: Figure = {
  name: 'pushing',
  title: 'Pushing an invoice of 20 lines',
  async measure({ runs, folder }) {
    await makeCentral(`${folder}/central`);
    const central = await startCentral(`${folder}/central`);
    const line = await wire(central.url);
    const remote = await enrolRemote(central, { name: 'District', folder, url: line.url });
    try {
      const goods = await catalogue(central, 500);
      await remote.sync();
      const store = await openStore(central, remote, 'D');
      const chance = chanceOf(2);
      const stock = await stockUp(remote, goods, store, { lines: 100, chance });
      await remote.sync();
      const pushed = async () => {
        const [before, exchanges] = [line.crossed(), remote.exchanges()];
        await remote.sync();
        const after = line.crossed();
        return {
          exchanges: remote.exchanges() - exchanges,
          up: after.up - before.up,
          down: after.down - before.down,
        };
      };
      const saved = async ({ invoice, changes }: { invoice: string; changes: readonly Put[] }) => {
        await remote.putAll(changes);
        return invoice;
      };
      const drafts: Awaited<ReturnType<typeof pushed>>[] = [];
      const issues: typeof drafts = [];
      for (let run = 0; run < runs * 3; run += 1) {
        await saved(delivery(goods, store, { lines: LINES, chance }));
        drafts.push(await pushed());
        const invoice = await saved(issue(goods, store, { lines: LINES, stock, chance }));
        await remote.does('confirm-invoice', { invoice_id: invoice });
        await remote.does('finalise-invoice', { invoice_id: invoice });
        issues.push(await pushed());
      }
      const exchanges = [...drafts, ...issues].map((each) => each.exchanges);
      return [
        { what: 'exchanges', unit: '', values: exchanges, goal: { atMost: 1 } },
        {
          what: 'up: as it is saved (22 rows)',
          unit: 'bytes',
          values: drafts.map((each) => each.up),
          goal: { atMost: 3_000 },
        },
        { what: 'down', unit: 'bytes', values: drafts.map((each) => each.down) },
        {
          what: 'up: saved, confirmed, finalised (3 groups, 64 rows)',
          unit: 'bytes',
          values: issues.map((each) => each.up),
        },
      ];
    } finally {
      await remote.close();
      await line.close();
      await central.stop();
    }
  },
};
