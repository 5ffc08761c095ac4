// What a row costs on a slow line when there are many: pages as the protocol makes them, headers and proofs included.
import { join } from 'node:path';
import type { Row } from '#dictionary';
import { makeCentral, someId, startCentral } from '../country/central.ts';
import { fill } from '../country/fill.ts';
import { confirmedDelivery, forgedLog, issuedLines, shelves } from '../country/forge.ts';
import { chanceOf } from '../country/goods.ts';
import { makeSites } from '../country/many-sites.ts';
import type { Figure } from '../harness/figure.ts';
import { program } from '../harness/program.ts';
import { wire } from '../harness/wire.ts';
import type { Talk, Talked } from '../programs/sites.ts';

export const bytesARow: Figure = {
  name: 'bytes-a-row',
  title: 'Bytes a row in bulk on a slow line',
  async measure({ full, folder, say }) {
    const rows = full ? 12_000 : 4_000;
    const speeds = [64_000, 256_000, 1_000_000];
    const issued = await bytes(`${folder}/issued`, { rows, kind: 'issues', speeds, say });
    const delivered = await bytes(`${folder}/delivered`, {
      rows,
      kind: 'lines',
      speeds: [256_000],
      say,
    });
    const whole = await bytes(`${folder}/whole`, {
      rows,
      kind: 'deliveries',
      speeds: [256_000],
      say,
    });
    return [
      ...issued.map((each, i) => ({
        what: `lines of issues, ${(speeds[i] ?? 0) / 1_000} kbit/s`,
        unit: 'bytes',
        values: [each],
        goal: { atMost: 60 },
      })),
      {
        what: 'lines of deliveries (each names new stock), 256 kbit/s',
        unit: 'bytes',
        values: delivered,
      },
      {
        what: 'whole deliveries: lines, stock, movements, 256 kbit/s',
        unit: 'bytes',
        values: whole,
      },
    ];
  },
};

type Kind = 'issues' | 'lines' | 'deliveries';

interface Bulk {
  readonly rows: number;
  readonly kind: Kind;
  readonly speeds: readonly number[];
  readonly say: (line: string) => void;
}

async function bytes(dir: string, { rows, kind, speeds, say }: Bulk): Promise<readonly number[]> {
  await makeCentral(dir);
  const country = makeSites(dir, { count: speeds.length, logRows: 0 });
  const chance = chanceOf(5);
  fill(
    join(dir, 'atoll.db'),
    ['invoice', 'invoice_line', 'stock_line', 'stock_movement'],
    (database) => {
      const supplier = someId();
      const items = Array.from({ length: 500 }, someId);
      const shelf = shelves(chance, { lines: 400, items: items.length });
      for (const site of country.sites) {
        const log = forgedLog(site);
        let filed = 0;
        const file = (table: string, row: Row) => {
          database.put(table, row);
          database.log(`store:${site.storeId}`, { table, id: String(row['id']), origin: 1 });
          filed += 1;
        };
        for (let number = 1; filed < rows; number += 1) {
          if (kind === 'issues') {
            const { lines } = issuedLines(site, { items, shelf, number }, { lines: 12, chance });
            for (const row of lines) file('invoice_line', row);
            continue;
          }
          const { changes } = confirmedDelivery(log, { items, supplier }, { lines: 12, chance });
          for (const { table, row } of changes) {
            // The row of the numbers is written again and again: it is no row in bulk.
            if (table === 'number_sequence') continue;
            if (kind === 'deliveries' || table === 'invoice_line') file(table, row as Row);
          }
        }
      }
    },
  );
  const central = await startCentral(dir);
  const results: number[] = [];
  for (const [i, bitsPerSecond] of speeds.entries()) {
    const line = await wire(central.url, { bitsPerSecond, roundTripMs: 300 });
    const devices = await program('sites');
    const [site] = country.sites.slice(i, i + 1);
    if (site === undefined) continue;
    // A site that has read nothing yet.
    const sites = [{ ...site, marks: {} }];
    await devices.ask('enrol', { url: line.url, country: { ...country, sites }, connections: 1 });
    const talk: Talk = { siteIds: [site.siteId], atOnce: 1 };
    let came = 0;
    let exchanges = 0;
    for (let page = 1; page > 0; came += page, exchanges += 1)
      page = (await devices.ask<Talked>('talk', talk)).rows;
    const { up, down } = line.crossed();
    say(
      `${bitsPerSecond} bit/s: ${came} rows in ${exchanges} exchanges, ${up} bytes up, ${down} down`,
    );
    results.push((up + down) / came);
    await devices.stop();
    await line.close();
  }
  await central.stop();
  return results;
}
