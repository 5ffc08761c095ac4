import { expect, test } from 'vitest';
import { type Refusal, refused } from '#base';
import { memoryDatabase } from '#database/memory';
import { atollDictionary } from '#dictionary';
import { LINK_CLOSED } from '#engine/ports';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import { foundSite } from './found-site.ts';
import { openSite } from './open-site.ts';
import { storedTablesOf } from './stored-tables-of.ts';

/** A remote site whose every exchange ends with this code. */
async function siteRefused(code: string) {
  const database = memoryDatabase(storedTablesOf(atollDictionary));
  const ground = { ...nodeHost, database, dictionary: atollDictionary };
  const enrolled = { site_id: 2, name: 'North', incarnation: 'mine', central: 'theirs' };
  await foundSite(ground, { role: 'remote', enrolled });
  const refusal: Refusal = { code, kind: 'unreachable', message: 'No.', details: {}, next: '' };
  const link = { exchange: async () => refused(refusal) };
  return openSite({ ...ground, operations, rowRules, processors, appVersion: '0', link });
}

test('[SY1] a sync that was cut because the site is stopped is not shown as trouble', async () => {
  const site = await siteRefused(LINK_CLOSED);
  expect((await site.sync()).error).toMatchObject({ code: LINK_CLOSED });
  expect(await site.gauges.status()).toMatchObject({ error: null, last_attempt_at: null });
});

test('[SY1] any other trouble is shown', async () => {
  const site = await siteRefused('transport.unreachable');
  await site.sync();
  expect((await site.gauges.status()).error).toMatchObject({ code: 'transport.unreachable' });
});
