// A data folder as a running site: held for this process, its database opened, its link made.
import { join } from 'node:path';
import { ok, type Result, refused } from '#base';
import { DamagedFile, damagedFile } from '#database/sqlite';
import { holdFolder, type OpenSqlite, openSqlite, UnknownSchema } from '#database/sqlite-node';
import { atollDictionary } from '#dictionary';
import type { Database, Gains } from '#engine/ports';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import type { Marks, SyncReply } from '#protocol';
import { foundSite, openSite, type Site, storedTablesOf } from '#site';
import { gainsOver, type HttpLink, httpLink, type Signer } from '#transport/http';
import { appVersion } from '../app-version.ts';
import { notASite, notYetFounded } from '../refusals.ts';
import { type FolderConfig, type RemoteConfig, readConfig } from './config.ts';
import { readDeviceKey } from './device-file.ts';
import { usingFolder } from './folder-faults.ts';

export interface OpenFolder {
  readonly site: Site;
  readonly config: FolderConfig;
  readonly signer: Signer;
  /** Gives up what is under way with central. */
  readonly hangUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  /** Sees every reply of central. */
  readonly onReply?: (reply: SyncReply) => void;
  /** The database may still be missing: `init` is at work. `marks`: it was made of a copy, and goes on from there. */
  readonly founding?: { readonly marks?: Marks };
}

/** Refused where there is no site, where another process holds the folder, and where something in it is damaged. */
export async function openFolder(
  dir: string,
  options: OpenOptions = {},
): Promise<Result<OpenFolder>> {
  return usingFolder(dir, async () => {
    const config = await readConfig(dir);
    if (!config.ok) return config;
    if (config.value === undefined) return refused(notASite({ dir }));
    if (config.value.role === 'remote' && config.value.founded !== true)
      return refused(notYetFounded({ dir }));
    const held = holdFolder(dir);
    if (!held.ok) return held;
    const opened = await openHeld(dir, config.value, options);
    if (!opened.ok) held.value.release();
    else
      return ok({
        ...opened.value,
        async close() {
          try {
            await opened.value.close();
          } finally {
            held.value.release();
          }
        },
      });
    return opened;
  });
}

/** The same in a folder that the caller holds. */
export async function openHeld(
  dir: string,
  config: FolderConfig,
  { onReply, founding }: OpenOptions,
): Promise<Result<OpenFolder>> {
  const signer = await readDeviceKey(dir);
  if (!signer.ok) return signer;
  const isFounded = config.role === 'remote' ? config.founded === true : founding === undefined;
  const database = await openDatabase(dir, {
    mustExist: isFounded,
    ...(config.role === 'central'
      ? { cacheMebibytes: 16, walPages: 8_000 }
      : { cacheMebibytes: 8, walPages: 2_000 }),
  });
  if (!database.ok) return database;
  try {
    const ground = { ...nodeHost, database: database.value, dictionary: atollDictionary };
    await foundSite(
      ground,
      config.role === 'central'
        ? { role: 'central', name: config.name }
        : {
            role: 'remote',
            enrolled: config.enrolled,
            ...(founding?.marks && { marks: founding.marks }),
          },
    );
    const link = linkOf(config, signer.value, onReply);
    const site = await openSite({
      ...ground,
      operations,
      rowRules,
      processors,
      appVersion,
      ...(link !== undefined && { link }),
      ...(config.role === 'remote' && { gains: gainsOf(dir, config, signer.value) }),
    });
    return ok({
      site,
      config,
      signer: signer.value,
      hangUp: async () => link?.close(),
      async close() {
        await link?.close();
        await site.close();
      },
    });
  } catch (thrown) {
    await database.value.close();
    throw thrown;
  }
}

function linkOf(
  config: FolderConfig,
  signer: Signer,
  onReply: ((reply: SyncReply) => void) | undefined,
): HttpLink | undefined {
  if (config.role === 'central') return undefined;
  return httpLink({
    url: config.central_url,
    siteId: config.enrolled.site_id,
    signer,
    centralKey: config.central_key,
    clock: nodeHost.clock,
    ...(onReply && { onReply }),
  });
}

function gainsOf(dir: string, config: RemoteConfig, signer: Signer): Gains {
  return gainsOver({
    folder: join(dir, 'gained'),
    url: config.central_url,
    siteId: config.enrolled.site_id,
    signer,
    centralKey: config.central_key,
  });
}

async function openDatabase(
  dir: string,
  options: Pick<OpenSqlite, 'mustExist' | 'cacheMebibytes' | 'walPages'>,
): Promise<Result<Database>> {
  try {
    const tables = storedTablesOf(atollDictionary);
    return ok(await openSqlite({ file: join(dir, 'atoll.db'), tables, ...options }));
  } catch (thrown) {
    if (thrown instanceof DamagedFile)
      return refused(damagedFile({ file: thrown.file, finding: thrown.finding }));
    if (thrown instanceof UnknownSchema) return refused(thrown.refusal);
    throw thrown;
  }
}
