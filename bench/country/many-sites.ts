// A country of many sites in central's database: each enrolled, with one store that trades with its neighbours, and a
// log in which most has been read long ago.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '#base';
import { type KeyPair, newKeyPair } from '#transport/http';
import { someId } from './central.ts';
import { type Fill, fill, kept } from './fill.ts';

/** What a device of the country needs to speak for its site. */
export interface EnrolledSite {
  readonly siteId: number;
  readonly storeId: string;
  readonly nameId: string;
  readonly incarnation: string;
  readonly keys: KeyPair;
  /** Everything has been read. */
  readonly marks: Readonly<Record<string, number>>;
}

export interface ManySites {
  readonly dir: string;
  readonly centralKey: string;
  /** Central's incarnation. */
  readonly central: string;
  readonly sites: readonly EnrolledSite[];
}

const LONG_AGO = '2026-06-01T08:00:00.000Z';
/** Stores that a store trades with, on either side of it. */
const NEIGHBOURS = [1, 2];

/** Fills the database in a data folder of central that nobody serves. */
export function makeSites(
  dir: string,
  { count, logRows }: { readonly count: number; readonly logRows: number },
): ManySites {
  const sites: Omit<EnrolledSite, 'marks'>[] = Array.from({ length: count }, (_, i) => ({
    siteId: i + 2,
    storeId: someId(),
    nameId: someId(),
    incarnation: someId(),
    keys: newKeyPair(),
  }));
  const marksOf: Map<number, Readonly<Record<string, number>>> = new Map();
  let central = '';
  const into = ['site', 'store', 'name', 'name_store_join', 'peer', 'log_entry'];
  fill(join(dir, 'atoll.db'), into, (database) => {
    central = String((database.fact('founding') as { incarnation?: string } | null)?.incarnation);
    for (const site of sites) putSite(database, site);
    for (const [i, { storeId, nameId }] of sites.entries()) {
      for (const step of NEIGHBOURS) {
        const other = must(sites[(i + step) % count], 'a ring of stores');
        if (step * 2 >= count) continue; // they are neighbours the other way round already
        const see = (store_id: string, name_id: string) =>
          database.put('name_store_join', { id: someId(), name_id, store_id, ...kept(1) });
        see(storeId, other.nameId);
        see(other.storeId, nameId);
      }
    }
    const head = putLog(database, sites, logRows);
    for (const site of sites) {
      const marks = {
        everyone: head,
        [`site:${site.siteId}`]: head,
        [`store:${site.storeId}`]: head,
      };
      marksOf.set(site.siteId, marks);
      database.put('peer', {
        site_id: site.siteId,
        incarnation: site.incarnation,
        public_key: site.keys.public_key,
        number: 0,
        held_position: 0,
        held_hash: '',
        seen: marks,
        offered: marks,
        echo_above: {},
        initialised: true,
        last_connection_at: LONG_AGO,
        last_success_at: LONG_AGO,
        app_version: '0.1.0',
        error: null,
      });
    }
  });
  const { public_key } = JSON.parse(readFileSync(join(dir, 'device.json'), 'utf8'));
  return {
    dir,
    central,
    centralKey: String(public_key),
    sites: sites.map((site) => ({
      ...site,
      marks: must(marksOf.get(site.siteId), 'each site has marks'),
    })),
  };
}

function putSite(database: Fill, { siteId, storeId, nameId }: Omit<EnrolledSite, 'marks'>): void {
  database.put('site', {
    id: someId(),
    site_id: siteId,
    code: `S${siteId}`,
    name: `Health centre ${siteId}`,
    site_type: 'open',
    ...kept(1),
  });
  database.put('name', {
    id: nameId,
    code: `store-${siteId}`,
    name: `Store of health centre ${siteId}`,
    type: 'store',
    is_customer: true,
    is_supplier: true,
    ...kept(1),
  });
  database.put('store', {
    id: storeId,
    code: `store-${siteId}`,
    name: `Store of health centre ${siteId}`,
    name_id: nameId,
    active_site_id: siteId,
    ownership_epoch: 1,
    created_date: '2026-06-01',
    ...kept(1),
  });
}

/** Entries in the feeds of all stores and of everyone. The rows they name are not there: nobody will read them again. */
function putLog(
  database: Fill,
  sites: readonly { readonly siteId: number; readonly storeId: string }[],
  rows: number,
): number {
  const first = database.feed('everyone');
  const numbers = sites.map(({ storeId }) => database.feed(`store:${storeId}`));
  const last = Math.max(first, ...numbers);
  const each = Math.max(1, Math.floor(rows / (numbers.length + 1)));
  const head = Number(database.fact('head') ?? 0);
  database.run(
    `INSERT INTO log_entry (feed, position, table_name, row_id, origin_site_id, purge)
     WITH RECURSIVE turn(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM turn WHERE n + 1 < ?),
     ready AS MATERIALIZED (SELECT n FROM turn)
     SELECT f.number, ? + ready.n * ? + f.number, 'stock_movement',
       printf('%08x-0000-7000-8000-%012x', ready.n, f.number), 1, 0
     FROM (SELECT number FROM feed WHERE number <= ? ORDER BY number) AS f CROSS JOIN ready`,
    each,
    head,
    last,
    last,
  );
  const end = head + each * last + last;
  database.setFact('head', end);
  return end;
}
