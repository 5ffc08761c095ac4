// A remote site in this process: the parts that its server is made of, on SQLite, over HTTP to central.
import { join } from 'node:path';
import { newId, ok, type Result, valueOf } from '#base';
import { openSqlite } from '#database/sqlite-node';
import { atollDictionary, type Row, userAccount, userPermission } from '#dictionary';
import type { Person } from '#engine';
import type { Database } from '#engine/ports';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import type { SyncReply } from '#protocol';
import { foundSite, openSite, type Session, type Site, type SyncRun, storedTablesOf } from '#site';
import { enrol, gainsOver, type HttpLink, httpLink, newKeyPair, signerOf } from '#transport/http';
import type { Central, Put } from './central.ts';

export interface Remote {
  readonly site: Site;
  readonly database: Database;
  readonly link: HttpLink;
  readonly session: Session;
  /** Exchanges with central so far. */
  readonly exchanges: () => number;
  readonly does: (operation: string, input: Row) => Promise<Row>;
  readonly putAll: (changes: readonly Put[]) => Promise<readonly Row[]>;
  /** One sync, or the fault that it was refused. */
  readonly sync: () => Promise<SyncRun>;
  readonly close: () => Promise<void>;
}

/** A new site of the country; its first download is the caller's. `url`: the way to central, if it is not the straight one. */
export async function enrolRemote(
  central: Pick<Central, 'url' | 'operation'>,
  { name, folder, url }: { readonly name: string; readonly folder: string; readonly url?: string },
): Promise<Remote> {
  const { code } = await central.operation('create-site', { name, site_type: 'open' });
  const signer = signerOf(newKeyPair());
  const { central_key, ...enrolled } = valueOf(
    await enrol({ url: central.url, code: String(code), signer }),
  );
  const database = await openSqlite({
    file: join(folder, `site-${enrolled.site_id}.db`),
    tables: storedTablesOf(atollDictionary),
    // As the server opens the database of a remote.
    cacheMebibytes: 8,
    walPages: 2_000,
  });
  const ground = { ...nodeHost, database, dictionary: atollDictionary };
  await foundSite(ground, { role: 'remote', enrolled });
  let exchanges = 0;
  const link = httpLink({
    url: url ?? central.url,
    siteId: enrolled.site_id,
    signer,
    centralKey: central_key,
    clock: nodeHost.clock,
    onReply: (_reply: SyncReply) => {
      exchanges += 1;
    },
  });
  const site = await openSite({
    ...ground,
    operations,
    rowRules,
    processors,
    link,
    gains: gainsOver({
      folder: join(folder, `gained-${enrolled.site_id}`),
      url: url ?? central.url,
      siteId: enrolled.site_id,
      signer,
      centralKey: central_key,
    }),
    appVersion: '0.1.0',
  });
  const session = { person: await clerkOf(site) };
  return {
    site,
    database,
    link,
    session,
    exchanges: () => exchanges,
    does: async (operation, input) =>
      valueOf(await site.api.operation(session, operation, input)) as Row,
    putAll: async (changes) => valueOf(await site.api.putRows(session, changes)).rows,
    async sync() {
      const run = await site.sync();
      if (run.error !== null) throw new Error(`${run.error.code}: ${run.error.message}`);
      return run;
    },
    async close() {
      await link.close();
      await site.close();
    },
  };
}

/** A store of this site, at work: central made it and the site heard of it. */
export async function openStore(central: Central, remote: Remote, code: string): Promise<Store> {
  const made = await central.operation('create-store', {
    code,
    name: `Store ${code}`,
    store_mode: 'store',
    site_id: remote.site.siteId,
  });
  await remote.sync();
  return { id: String(made['store_id']), name: String(made['name_id']) };
}

export interface Store {
  readonly id: string;
  /** Its twin. */
  readonly name: string;
}

async function clerkOf(site: Site): Promise<Person> {
  const id = () => newId(nodeHost.clock, nodeHost.random);
  const made = await site.perform(undefined, async (work): Promise<Result<Person>> => {
    const user_id = id();
    await work.put(userAccount, user_id, { username: 'clerk', password_hash: 'no sign-in' });
    await work.put(userPermission, id(), { user_id, permission: 'administer' });
    return ok({ user_id, username: 'clerk' });
  });
  return valueOf(made);
}
