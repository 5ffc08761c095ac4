// The program that runs: a data folder, its site, its server, its scheduled sync.
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { ok, type Result, refused } from '#base';
import { atollDictionary } from '#dictionary';
import { nodeHost } from '#host';
import {
  type Pace,
  type Site,
  type SyncDriver,
  storedTablesOf,
  syncDriver,
  type Timer,
} from '#site';
import { appVersion } from './app-version.ts';
import { passwords } from './auth/passwords.ts';
import { buildServer } from './build-server.ts';
import { type Copies, copies } from './copies.ts';
import { type OpenFolder, openFolder } from './folder/open-folder.ts';
import { removeServerFile, writeServerFile } from './folder/server-file.ts';
import { portTaken } from './refusals.ts';

export interface ServeSite {
  readonly dir: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Loopback unless given: anything else expects TLS in front. */
  readonly host?: string;
  /** Whether the site syncs by itself; commands that start a server for one question say no. */
  readonly scheduled?: boolean;
  readonly pace?: Partial<Pace>;
}

export interface ServedSite {
  readonly url: string;
  /** Lets requests under way end, then lets go of the folder. */
  readonly close: () => Promise<void>;
}

export async function serveSite(asked: ServeSite): Promise<Result<ServedSite>> {
  const opened = await openFolder(asked.dir);
  if (!opened.ok) return opened;
  try {
    const served = await serveOpened(asked, opened.value);
    if (!served.ok) await opened.value.close();
    return served;
  } catch (thrown) {
    await opened.value.close();
    throw thrown;
  }
}

async function serveOpened(
  { dir, port, host = '127.0.0.1', scheduled = true, pace }: ServeSite,
  { site, signer, config, hangUp, close }: OpenFolder,
): Promise<Result<ServedSite>> {
  const driver = scheduled && config.role === 'remote' ? driverOf(site, pace) : undefined;
  const readyCopies = config.role === 'central' ? await centralCopies(dir, site) : undefined;
  const localToken = randomBytes(32).toString('base64url');
  let addresses: readonly string[] = [];
  const { app } = await buildServer({
    ...nodeHost,
    site,
    signer,
    appVersion,
    passwords: passwords(),
    localToken,
    ...(driver !== undefined && { driver }),
    ...(readyCopies !== undefined && { copies: readyCopies }),
    addresses: () => addresses,
    log,
  });
  try {
    const listening: Promise<string> = app.listen({ port, host });
    await listening;
  } catch (thrown) {
    await app.close();
    const reason = LISTENING[(thrown as { readonly code?: string }).code ?? ''];
    if (reason === undefined) throw thrown;
    return refused(portTaken({ host, port, reason }));
  }
  const taken = (app.server.address() as AddressInfo).port;
  addresses = addressesOf(host, taken);
  const url = addressAt(host, taken);
  await writeServerFile(dir, {
    url: addressAt(isAny(host) ? '127.0.0.1' : host, taken),
    pid: process.pid,
    token: localToken,
  });
  driver?.start();
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    await removeServerFile(dir);
    const stopped = driver?.stop();
    // NOTE a sync that waits for a slow central would keep everybody waiting; cut, it goes on at the next start.
    await hangUp();
    await stopped;
    await app.close();
    await readyCopies?.close();
    await close();
  };
  return ok({
    url,
    close() {
      closing ??= closeAll();
      return closing;
    },
  });
}

/** Copies of a server that was killed are of no use to anyone. */
async function centralCopies(dir: string, { hub }: Site): Promise<Copies> {
  const folder = join(dir, 'copies');
  await rm(folder, { recursive: true, force: true });
  const tables = storedTablesOf(atollDictionary);
  const ready = copies({ hub, database: join(dir, 'atoll.db'), folder, tables });
  const made = (siteId: number, making: Promise<void>) => {
    making.catch((fault) => log(`no copy for site ${siteId}: ${String(fault)}`));
  };
  hub.whenExpected((siteId) => made(siteId, ready.prepare(siteId)));
  hub.whenGaining((siteId) => made(siteId, ready.prepareGain(siteId)));
  return ready;
}

const LISTENING: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such address',
  EAI_AGAIN: 'there is no such address',
};

function driverOf(site: OpenFolder['site'], pace: Partial<Pace> | undefined): SyncDriver {
  return syncDriver({
    ...nodeHost,
    sync: site.sync,
    paused: async () => (await site.gauges.status()).state === 'paused',
    timer,
    ...(pace && { pace }),
    onFault: (fault) =>
      log(
        `fault in a sync: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
      ),
  });
}

const timer: Timer = {
  after(milliseconds, run) {
    const timeout = setTimeout(run, milliseconds);
    return () => clearTimeout(timeout);
  },
};

function log(line: string): void {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`);
}

function addressAt(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where people find this server: the address it listens on, or those of this machine when it listens on all. */
function addressesOf(host: string, port: number): readonly string[] {
  if (!isAny(host)) return [addressAt(host, port)];
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => addressAt(address, port));
}

function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
