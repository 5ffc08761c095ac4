// What a clerk waits for: the time from pressing save to the answer, with the wait for the disk.

import { makeCentral, startCentral } from '../country/central.ts';
import { chanceOf } from '../country/goods.ts';
import { enrolRemote, openStore } from '../country/remote.ts';
import { catalogue, delivery, issue, stockUp } from '../country/trade.ts';
import type { Figure } from '../harness/figure.ts';
import { quantile } from '../harness/statistics.ts';

const LINES = 5;

export const savingAnInvoice: Figure = {
  name: 'saving',
  title: 'Saving an invoice of 5 lines at a site',
  async measure({ full, runs, folder }) {
    const saves = full ? 400 : 100;
    await makeCentral(`${folder}/central`);
    const central = await startCentral(`${folder}/central`);
    const remote = await enrolRemote(central, { name: 'District', folder });
    try {
      const goods = await catalogue(central, 500);
      await remote.sync();
      const store = await openStore(central, remote, 'D');
      const chance = chanceOf(1);
      const stock = await stockUp(remote, goods, store, { lines: 500, chance });
      const timed = async (work: () => Promise<unknown>): Promise<number> => {
        const began = performance.now();
        await work();
        return performance.now() - began;
      };
      for (let i = 0; i < 30; i += 1)
        await remote.putAll(delivery(goods, store, { lines: LINES, chance }).changes);
      const [saved, issued]: [number[], number[]] = [[], []];
      const medians: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const save: number[] = [];
        const confirm: number[] = [];
        for (let i = 0; i < saves; i += 1) {
          const { changes } = delivery(goods, store, { lines: LINES, chance });
          save.push(await timed(() => remote.putAll(changes)));
          const out = issue(goods, store, { lines: LINES, stock, chance });
          await remote.putAll(out.changes);
          confirm.push(
            await timed(() => remote.does('confirm-invoice', { invoice_id: out.invoice })),
          );
        }
        medians.push(quantile(save, 0.5));
        saved.push(quantile(save, 0.95));
        issued.push(quantile(confirm, 0.95));
      }
      return [
        { what: 'save, p95', unit: 'ms', values: saved, goal: { atMost: 50 } },
        { what: 'save, half of them within', unit: 'ms', values: medians },
        { what: 'confirm (stock moves), p95', unit: 'ms', values: issued, goal: { atMost: 50 } },
      ];
    } finally {
      await remote.close();
      await central.stop();
    }
  },
};
