// A sync over a line as slow as many are: how much longer it takes than its bytes and two round trips must.
import { makeCentral, someId, startCentral } from '../country/central.ts';
import { chanceOf, itemName } from '../country/goods.ts';
import { enrolRemote, openStore } from '../country/remote.ts';
import { catalogue, delivery } from '../country/trade.ts';
import type { Figure } from '../harness/figure.ts';
import { wire } from '../harness/wire.ts';

const LINE = { bitsPerSecond: 64_000, roundTripMs: 800 };
/** Each way. */
const ROWS = 200;

export const slowLink: Figure = {
  name: 'slow-link',
  title: 'A sync over 64 kbit/s and 800 ms, 200 changed rows each way',
  async measure({ runs, folder, say }) {
    await makeCentral(`${folder}/central`);
    const central = await startCentral(`${folder}/central`);
    const line = await wire(central.url, LINE);
    const remote = await enrolRemote(central, { name: 'District', folder, url: line.url });
    try {
      const goods = await catalogue(central, 100);
      const store = await openStore(central, remote, 'D');
      const chance = chanceOf(3);
      const times: number[] = [];
      const overs: number[] = [];
      const exchanges: number[] = [];
      const bytes: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        // Ten invoices of 19 lines up, with the row of their numbers; new items down.
        for (let i = 0; i < ROWS / 20; i += 1)
          await remote.putAll(delivery(goods, store, { lines: 19, chance }).changes);
        await central.putAll(
          Array.from({ length: ROWS }, (_, i) => ({
            table: 'item',
            id: someId(),
            put: { code: `new-${run}-${i}`, name: itemName(run * ROWS + i) },
          })),
        );
        const [before, exchanged] = [line.crossed(), remote.exchanges()];
        const began = performance.now();
        await remote.sync();
        const took = performance.now() - began;
        const after = line.crossed();
        const [up, down] = [after.up - before.up, after.down - before.down];
        const atLineRate = ((up + down) * 8_000) / LINE.bitsPerSecond;
        say(`${up} bytes up, ${down} down, ${after.connections - before.connections} connections`);
        times.push(took / 1_000);
        bytes.push(up + down);
        overs.push(took / (atLineRate + 2 * LINE.roundTripMs));
        exchanges.push(remote.exchanges() - exchanged);
      }
      return [
        {
          what: 'time over (bytes at line rate + 2 round trips)',
          unit: '×',
          values: overs,
          goal: { atMost: 1.3 },
        },
        { what: 'time', unit: 's', values: times },
        { what: 'bytes both ways', unit: '', values: bytes },
        { what: 'exchanges', unit: '', values: exchanges },
      ];
    } finally {
      await remote.close();
      await line.close();
      await central.stop();
    }
  },
};
