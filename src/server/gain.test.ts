// A site gains a store with so much behind it that it comes as a file, over a line that is cut again and again.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultProxy } from './testing/fault-proxy.ts';
import { type Served, type ServedCountry, servedCountry } from './testing/served-country.ts';

const MANY = 21_000;
let country: ServedCountry;
beforeAll(async () => {
  country = await servedCountry();
});
afterAll(() => country.close());

const shelves = (store_id: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    store_id,
    code: `L${from + i}`,
    description: `Shelf ${from + i}`,
  }));
const codesAt = async (site: Served, store: string) =>
  (await site.rows('location'))
    .filter(({ store_id }) => store_id === store)
    .map((row) => row['code']);

it('[B1, C1] a large store that is gained comes as a file, whatever the line does, and goes on from there', async () => {
  const { central } = country;
  let bad = false;
  let asked = 0;
  const line = await faultProxy(central.url, {
    fault: () => {
      asked += 1;
      return bad && asked % 10 >= 4 ? 'cut-reply' : 'pass';
    },
    below: (below) => below >> 1,
  });
  const far = await country.site('far');
  for (let from = 0; from < MANY; from += 3_000)
    await far.puts('location', shelves(far.storeId, from, 3_000));
  expect((await far.syncs()).error).toBeNull();
  const near = await country.site('near', { url: line.url });
  await near.puts('location', shelves(near.storeId, 0, 5));
  expect((await near.syncs()).error).toBeNull();

  await central.puts('store_sync_setting', [{ store_id: far.storeId, collectors: [near.siteId] }]);
  bad = true;
  let runs = 0;
  for (let done = false; !done; runs += 1) {
    expect(runs).toBeLessThan(40);
    done = (await near.syncs()).error === null;
    if (!done) expect(await codesAt(near, far.storeId)).toEqual([]);
  }
  bad = false;
  expect(runs).toBeGreaterThan(1);
  expect(new Set(await codesAt(near, far.storeId)).size).toBe(MANY);
  expect(await codesAt(near, near.storeId)).toHaveLength(5);
  expect(readdirSync(join(central.dir, 'copies')).join()).toContain(`site-${near.siteId}-`);
  expect(existsSync(join(near.dir, 'gained', 'gained.db'))).toBe(false);

  await far.puts('location', shelves(far.storeId, MANY, 1));
  await far.syncs();
  expect((await near.syncs()).pulled).toBe(1);
  expect(await codesAt(near, far.storeId)).toContain(`L${MANY}`);
  await line.close();
}, 60_000);
