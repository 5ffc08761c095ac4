import { expect, test } from 'vitest';
import { type Refusal, refused } from '#base';
import { memoryDatabase } from '#database/memory';
import { atollDictionary } from '#dictionary';
import { type Database, LINK_CLOSED, type Link, NoSpace } from '#engine/ports';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import { foundSite } from './found-site.ts';
import { openSite } from './open-site.ts';
import { storedTablesOf } from './stored-tables-of.ts';

const refusal = (code: string, details = {}): Refusal => ({
  code,
  kind: 'unreachable',
  message: 'No.',
  details,
  next: '',
});

/** A remote site that asks over this link, on a disk that may be full when it is opened. */
async function siteOver(link: Link, disk = { full: false }) {
  const memory = memoryDatabase(storedTablesOf(atollDictionary));
  const ground = { ...nodeHost, database: memory, dictionary: atollDictionary };
  const enrolled = { site_id: 2, name: 'North', incarnation: 'mine', central: 'theirs' };
  await foundSite(ground, { role: 'remote', enrolled });
  const database: Database = {
    ...memory,
    write: async (work) => {
      if (disk.full) throw new NoSpace('The disk is full.');
      return memory.write(work);
    },
  };
  return openSite({
    ...ground,
    database,
    operations,
    rowRules,
    processors,
    appVersion: '0',
    link,
  });
}

const siteRefused = (code: string) => siteOver({ exchange: async () => refused(refusal(code)) });

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

test('[A5] a site starts on a full disk, and asks on above the numbers that central has seen', async () => {
  const numbers: number[] = [];
  const answers = [
    refusal('sync.repeated-request', { highest: 7_000 }),
    refusal('transport.unreachable'),
  ];
  const link: Link = {
    async exchange({ number }) {
      numbers.push(number);
      return refused(answers[numbers.length - 1] ?? refusal('x'));
    },
  };
  const site = await siteOver(link, { full: true });
  await site.sync();
  expect(numbers).toEqual([1, 7_001]);
});
