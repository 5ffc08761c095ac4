import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { must, valueOf } from '#base';
import { openSqlite } from '#database/sqlite-node';
import { atollDictionary, fingerprint } from '#dictionary';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import { LOG_START, PROTOCOL_VERSION, type LogPlace } from '#protocol';
import { openSite, storedTablesOf } from '#site';
import { makeCentral, startClockedCentral } from './country/central.ts';
import { confirmedDelivery, forgedLog } from './country/forge.ts';
import { chanceOf } from './country/goods.ts';
import { makeSites } from './country/many-sites.ts';
import { catalogue } from './country/trade.ts';

const RUNS = Number(process.argv[2] ?? 3);
const dir = mkdtempSync('/tmp/tp-data/b/x');
await makeCentral(dir);
const country = makeSites(dir, { count: 200, logRows: 20_000 });
const running = await startClockedCentral(dir);
const goods = await catalogue(running, 500);
await running.stop();
const database = await openSqlite({ file: join(dir, 'atoll.db'), tables: storedTablesOf(atollDictionary), mustExist: true });
const site = await openSite({ ...nodeHost, database, dictionary: atollDictionary, operations, rowRules, processors, appVersion: '0.1.0' });
const dictionary = fingerprint(atollDictionary, nodeHost.digest);
const logs = country.sites.map((s) => ({ log: forgedLog(s), number: 1_000_000_000, place: LOG_START as LogPlace, marks: s.marks, directory: undefined as string | undefined, site: s, busy: Promise.resolve() as Promise<void> }));
const chance = chanceOf(6);
async function syncs(times: number, groups: number, lines: number, sites: number) {
  const work = Array.from({ length: times }, (_, i) => {
    const dev = must(logs[i % sites], 'x');
    const made = Array.from({ length: groups }, () => confirmedDelivery(dev.log, goods, { lines, chance }));
    return { dev, made, place: dev.log.place };
  });
  const rows = work.reduce((s, w) => s + w.made.reduce((t, g) => t + g.changes.length, 0), 0);
  let next = 0;
  const c0 = process.cpuUsage(), t0 = performance.now();
  const one = async () => {
    while (next < work.length) {
      const { dev, made, place } = must(work[next++], 'x');
      const run = dev.busy.then(async () => {
        dev.number += 1;
        const reply = valueOf(await site.hub.serve(dev.site.siteId, {
          protocol: PROTOCOL_VERSION, number: dev.number, dictionary, app_version: '0.1.0', site_id: dev.site.siteId,
          incarnation: dev.site.incarnation, central: country.central, log: place, push: { after: dev.place, groups: made },
          marks: dev.marks, page: { rows: 1000 }, ...(dev.directory !== undefined && { directory: dev.directory }),
        } as never));
        if (reply.held.position !== place.position || reply.quarantined.length > 0) throw new Error(JSON.stringify(reply).slice(0, 500));
        dev.place = reply.held;
        if (reply.page !== undefined) dev.marks = reply.page.marks;
        if (reply.directory !== undefined) dev.directory = reply.directory.hash;
      });
      dev.busy = run;
      await run;
    }
  };
  await Promise.all(Array.from({ length: 16 }, one));
  const c = process.cpuUsage(c0), cpu = (c.user + c.system) / 1000, ms = performance.now() - t0;
  return { 'cpu/sync': +(cpu / times).toFixed(2), 'rows/cpu s': Math.round(rows * 1000 / cpu), 'syncs/s': Math.round(times * 1000 / ms), 'rows/s': Math.round(rows * 1000 / ms) };
}
await syncs(400, 1, 8, 200);
for (let r = 0; r < RUNS; r += 1) {
  console.log('small', JSON.stringify(await syncs(600, 1, 8, 200)), ' large', JSON.stringify(await syncs(8, 40, 20, 8)));
}
await site.close();
process.exit(0);
