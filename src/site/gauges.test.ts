import { expect, test } from 'vitest';
import { smallCountry } from '#country';
import { MOST_COUNTED } from './gauges.ts';

test('[LG6] what waits for a site is counted exactly, up to a bound that no log exceeds', async () => {
  const country = await smallCountry();
  const { central, one } = country;
  const waiting = async () =>
    (await central.site.gauges.sites()).find((each) => each.site_id === one.site.siteId)
      ?.waiting_for_site;
  expect(await waiting()).toBe(0);
  await country.primary.puts('unit', country.id(), { name: 'Tablet' });
  expect(await waiting()).toBe(1);
  await central.database.write(async (unit) => {
    const [everyone] = await unit.select({
      table: 'feed',
      where: [{ column: 'name', is: 'everyone' }],
    });
    await unit.put(
      'log_entry',
      Array.from({ length: 3 * MOST_COUNTED }, (_, i) => ({
        feed: Number(everyone?.['number']),
        position: 1_000_000 + i,
        table_name: 'unit',
        row_id: `made-up-${i}`,
        origin_site_id: 1,
        purge: false,
      })),
    );
  });
  expect(await waiting()).toBe(MOST_COUNTED);
});
