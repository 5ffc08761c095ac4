// The devices of many sites in one process: each signs for itself, and they share a number of kept connections.
import { Pool } from 'undici';
import { must, valueOf } from '#base';
import { atollDictionary, fingerprint } from '#dictionary';
import { nodeHost } from '#host';
import {
  type Group,
  LOG_START,
  type LogPlace,
  PROTOCOL_VERSION,
  type SyncRequest,
} from '#protocol';
import { type HttpLink, httpLink, signerOf } from '#transport/http';
import type { EnrolledSite, ManySites } from '../country/many-sites.ts';
import { answer } from '../harness/program.ts';

interface Device {
  readonly site: EnrolledSite;
  readonly link: HttpLink;
  number: number;
  place: LogPlace;
  marks: Readonly<Record<string, number>>;
  directory: string | undefined;
}

export interface Pushed {
  readonly groups: readonly Group[];
  /** The end of the log after them. */
  readonly place: LogPlace;
}

export interface Talk {
  /** In this order; a site may come several times. */
  readonly siteIds: readonly number[];
  /** How many talk at once. */
  readonly atOnce: number;
  /** What they push, in the same order. */
  readonly pushes?: readonly Pushed[];
}

const dictionary = fingerprint(atollDictionary, nodeHost.digest);
const devices = new Map<number, Device>();
let central = '';
let pool: Pool | undefined;

const request = (device: Device, pushed: Pushed | undefined): SyncRequest => {
  device.number += 1;
  return {
    protocol: PROTOCOL_VERSION,
    number: device.number,
    dictionary,
    app_version: '0.1.0',
    site_id: device.site.siteId,
    incarnation: device.site.incarnation,
    central,
    log: pushed?.place ?? device.place,
    ...(pushed !== undefined && { push: { after: device.place, groups: [...pushed.groups] } }),
    marks: device.marks,
    page: { rows: device.link.pageRows() },
    ...(device.directory !== undefined && { directory: device.directory }),
  };
};

const exchange = async (device: Device, pushed: Pushed | undefined): Promise<number> => {
  const reply = valueOf(await device.link.exchange(request(device, pushed)));
  if (pushed !== undefined && reply.held.position !== pushed.place.position)
    throw new Error(`Central holds ${reply.held.position} of ${pushed.place.position}.`);
  if (reply.quarantined.length > 0)
    throw new Error(`In quarantine: ${JSON.stringify(reply.quarantined[0])}`);
  device.place = reply.held;
  if (reply.page !== undefined) device.marks = reply.page.marks;
  if (reply.directory !== undefined) device.directory = reply.directory.hash;
  return reply.page?.tables.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0;
};

answer(
  {
    /** `connections`: how many are kept to central at the most. */
    enrol({ url, country, connections }: { url: string; country: ManySites; connections: number }) {
      central = country.central;
      pool = new Pool(url, { connections, pipelining: 1, keepAliveTimeout: 390_000 });
      for (const site of country.sites) {
        devices.set(site.siteId, {
          site,
          link: httpLink({
            url,
            siteId: site.siteId,
            signer: signerOf(site.keys),
            centralKey: country.centralKey,
            clock: nodeHost.clock,
            dispatcher: pool,
          }),
          number: 1_000_000_000,
          place: LOG_START,
          marks: site.marks,
          directory: undefined,
        });
      }
    },
    /** What these sites would ask, as text. */
    requests: (siteIds: readonly number[]) =>
      siteIds.map((id) =>
        JSON.stringify(request(must(devices.get(id), 'the site is enrolled'), undefined)),
      ),
    /** Milliseconds that it took, each exchange, and rows that came down. */
    async talk({ siteIds, atOnce, pushes }: Talk) {
      const waits: number[] = [];
      let rows = 0;
      let next = 0;
      const began = performance.now();
      const one = async () => {
        while (next < siteIds.length) {
          const turn = next;
          next += 1;
          const device = must(devices.get(siteIds[turn] ?? 0), 'the site is enrolled');
          const asked = performance.now();
          rows += await exchange(device, pushes?.[turn]);
          waits.push(performance.now() - asked);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, one));
      return { ms: performance.now() - began, waits, rows };
    },
  },
  async () => {
    await pool?.destroy();
  },
);

export interface Talked {
  readonly ms: number;
  readonly waits: readonly number[];
  readonly rows: number;
}
