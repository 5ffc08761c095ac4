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
      const kept: Synced[] = [];
      const anew: Synced[] = [];
      let made = 0;
      const synced = async (): Promise<Synced> => {
        made += 1;
        // Ten invoices of 19 lines up, with the row of their numbers; new items down.
        for (let i = 0; i < ROWS / 20; i += 1)
          await remote.putAll(delivery(goods, store, { lines: 19, chance }).changes);
        await central.putAll(
          Array.from({ length: ROWS }, (_, i) => ({
            table: 'item',
            id: someId(),
            put: { code: `new-${made}-${i}`, name: itemName(made * ROWS + i) },
          })),
        );
        const [before, exchanged] = [line.crossed(), remote.exchanges()];
        const began = performance.now();
        await remote.sync();
        const took = performance.now() - began;
        const after = line.crossed();
        const [up, down] = [after.up - before.up, after.down - before.down];
        const connections = after.connections - before.connections;
        say(`${up} bytes up, ${down} down, ${connections} new connections`);
        const atLineRate = ((up + down) * 8_000) / LINE.bitsPerSecond;
        return {
          seconds: took / 1_000,
          bytes: up + down,
          over: took / (atLineRate + 2 * LINE.roundTripMs),
          exchanges: remote.exchanges() - exchanged,
        };
      };
      for (let run = 0; run < runs; run += 1) {
        kept.push(await synced());
        line.hangUp();
        anew.push(await synced());
      }
      const of = (list: readonly Synced[], what: keyof Synced) => list.map((each) => each[what]);
      const over = 'time over (bytes at line rate + 2 round trips)';
      return [
        { what: over, unit: '×', values: of(kept, 'over'), goal: { atMost: 1.3 } },
        {
          what: '… with a new connection',
          unit: '×',
          values: of(anew, 'over'),
          goal: { atMost: 1.3 },
        },
        { what: 'time', unit: 's', values: of(kept, 'seconds') },
        { what: '… with a new connection', unit: 's', values: of(anew, 'seconds') },
        { what: 'bytes both ways', unit: '', values: of(kept, 'bytes') },
        { what: 'exchanges', unit: '', values: of(kept, 'exchanges') },
      ];
    } finally {
      await remote.close();
      await line.close();
      await central.stop();
    }
  },
};

interface Synced {
  readonly seconds: number;
  readonly bytes: number;
  readonly over: number;
  readonly exchanges: number;
}
