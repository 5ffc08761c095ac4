// A central server in memory, as the tests of this room ask it.
import { type Clock, must, valueOf } from '#base';
import { memoryDatabase } from '#database/memory';
import { atollDictionary } from '#dictionary';
import { type Database, NoSpace } from '#engine/ports';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import { foundSite, openSite, type Site, storedTablesOf } from '#site';
import { newKeyPair, type Signer, signerOf } from '#transport/http';
import { createAdministrator } from '../auth/accounts.ts';
import { type Passwords, passwords } from '../auth/passwords.ts';
import { type BuiltServer, buildServer } from '../build-server.ts';

export interface OpenServer {
  readonly app: BuiltServer['app'];
  readonly routes: BuiltServer['routes'];
  readonly site: Site;
  readonly signer: Signer;
  readonly database: Database;
  /** While true, every unit of work ends with a full disk. */
  readonly disk: { full: boolean };
  /** What the server wrote into its log: faults. */
  readonly log: string[];
  /** The token of the administrator. */
  readonly token: string;
  readonly ask: (method: Method, url: string, body?: unknown) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The body as JSON, or as text where it is none. */
  readonly body: unknown;
}

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

export const ADMIN = { username: 'admin', password: 'a small country' } as const;

export interface OpenServerOptions {
  readonly clock?: Clock;
  /** The database of a server that was closed: this one goes on with it. */
  readonly database?: Database;
  readonly passwords?: Passwords;
}

export async function openServer(options: OpenServerOptions = {}): Promise<OpenServer> {
  const host = { ...nodeHost, ...(options.clock && { clock: options.clock }) };
  const disk = { full: false };
  const database = options.database ?? memoryDatabase(storedTablesOf(atollDictionary));
  const ground = { ...host, database: onDisk(database, disk), dictionary: atollDictionary };
  await foundSite(ground, { role: 'central', name: 'Central <Medical> Stores' });
  const site = await openSite({ ...ground, operations, rowRules, processors, appVersion: '0.1.0' });
  const keeper = options.passwords ?? passwords();
  const password_hash = valueOf(await keeper.hash(ADMIN.password));
  valueOf(await createAdministrator(site, { username: ADMIN.username, password_hash }));
  const signer = signerOf(newKeyPair());
  const log: string[] = [];
  const localToken = 'local-token';
  const { app, routes } = await buildServer({
    ...host,
    site,
    signer,
    appVersion: '0.1.0',
    passwords: keeper,
    localToken,
    addresses: () => ['http://127.0.0.1:8080'],
    log: (line) => log.push(line),
  });
  return {
    app,
    routes,
    site,
    signer,
    database,
    disk,
    log,
    token: localToken,
    async ask(method, url, body) {
      const coming: Promise<Injected> = app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${localToken}` },
        ...(body !== undefined && { payload: body as object }),
      });
      return answered(await coming);
    },
    async close() {
      await app.close();
    },
  };
}

interface Injected {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export function answered(response: Injected): Answered {
  const { statusCode: status, headers, body } = response;
  const isJson = String(headers['content-type'] ?? '').startsWith('application/json');
  return { status, headers, body: isJson ? JSON.parse(body) : body };
}

/** The database, on a disk that can be full. */
function onDisk(database: Database, disk: { readonly full: boolean }): Database {
  return {
    read: database.read,
    write: (work) =>
      database.write(async (unit) => {
        const value = await work(unit);
        if (disk.full) throw new NoSpace('The disk is full.');
        return value;
      }),
    scrub: database.scrub,
    close: database.close,
  };
}

/** The code of a refusal in an answer. */
export function codeIn({ body }: Answered): string {
  return String(must((body as { readonly code?: string }).code, 'the answer is a refusal'));
}
