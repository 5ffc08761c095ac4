// A site that is at work becomes a collector of a store with years behind it, while another one goes on.
import { setTimeout } from 'node:timers/promises';
import { must } from '#base';
import { readServerFile } from '#server';
import { someId, startCentral } from '../country/central.ts';
import { makeFullStore } from '../country/full-store.ts';
import { enrolRemote, type Remote } from '../country/remote.ts';
import { copyMade } from '../harness/copy-made.ts';
import type { Figure } from '../harness/figure.ts';
import { program } from '../harness/program.ts';
import { median } from '../harness/statistics.ts';
import type { Gained } from '../programs/gaining.ts';

const ALONE = 100;
const BETWEEN_MS = 30;

export const gainOfStore: Figure = {
  name: 'gain-of-store',
  title: 'A site that is at work gains a store, while another one syncs',
  async measure({ full, runs, folder, say }) {
    const rows = full ? 1_000_000 : 100_000;
    const dir = `${folder}/central`;
    const { storeId } = await makeFullStore(dir, rows);
    const central = await startCentral(dir);
    const { token } = must(await readServerFile(dir), 'a running server left its file');
    const other = await enrolRemote(central, { name: 'Other', folder });
    await other.sync();
    const rates: number[] = [];
    const making: number[] = [];
    const slowed: number[] = [];
    const collectors: number[] = [];
    const setting = someId();
    try {
      for (let run = 0; run < runs; run += 1) {
        const gaining = await program('gaining');
        const site = { url: central.url, token, name: `Gaining ${run}`, folder };
        collectors.push(await gaining.ask<number>('enrol', site));
        const alone = median(await syncs(other, (done) => done < ALONE));
        const given = performance.now();
        await central.put('store_sync_setting', setting, { store_id: storeId, collectors });
        await copyMade(`${dir}/copies`);
        making.push((performance.now() - given) / 1_000);
        let ended = false;
        const gained = gaining.ask<Gained>('gain').finally(() => {
          ended = true;
        });
        const meanwhile = await syncs(other, () => !ended);
        const { rows: came, milliseconds } = await gained;
        rates.push((came / milliseconds) * 1_000);
        slowed.push(median(meanwhile) / alone);
        say(
          `${came} rows in ${Math.round(milliseconds)} ms, the other synced ${meanwhile.length} times`,
        );
        await gaining.stop();
      }
    } finally {
      await other.close();
      await central.stop();
    }
    return [
      {
        what: 'rows gained; the copy was made when the store was given',
        unit: 'rows/s',
        values: rates,
        goal: { atLeast: 100_000 },
      },
      { what: 'making of the copy at central', unit: 's', values: making },
      {
        what: 'sync of the other meanwhile, over alone',
        unit: '×',
        values: slowed,
        goal: { atMost: 1.2 },
      },
    ];
  },
};

/** Milliseconds of idle syncs, as often as ten thousand sites come by that sync every five minutes. */
async function syncs(remote: Remote, goOn: (done: number) => boolean): Promise<readonly number[]> {
  const times: number[] = [];
  while (goOn(times.length)) {
    const began = performance.now();
    await remote.sync();
    times.push(performance.now() - began);
    await setTimeout(BETWEEN_MS);
  }
  return times;
}
