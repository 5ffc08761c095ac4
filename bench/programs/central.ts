// Central in a process of its own, with a clock that can be put forward: what happens once a minute can be had now.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { must, type RowId, valueOf } from '#base';
import { openSqlite } from '#database/sqlite-node';
import { atollDictionary } from '#dictionary';
import type { Database } from '#engine/ports';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import type { SyncRequest } from '#protocol';
import { type BuiltServer, buildServer, passwords } from '#server';
import { openSite, type Site, storedTablesOf } from '#site';
import { signerOf } from '#transport/http';
import { usage } from '../harness/machine.ts';
import { answer } from '../harness/program.ts';

let database: Database | undefined;
let site: Site | undefined;
let server: BuiltServer | undefined;
let ahead = 0;
const clock = { ...nodeHost.clock, now: () => nodeHost.clock.now() + ahead };

interface Edits {
  readonly table: string;
  readonly ids: readonly string[];
  readonly column: string;
  readonly words: string;
}

answer(
  {
    async serve({ dir, token }: { readonly dir: string; readonly token: string }) {
      database = await openSqlite({
        file: join(dir, 'atoll.db'),
        tables: storedTablesOf(atollDictionary),
        mustExist: true,
      });
      const host = { ...nodeHost, clock };
      site = await openSite({
        ...host,
        database,
        dictionary: atollDictionary,
        operations,
        rowRules,
        processors,
        appVersion: '0.1.0',
      });
      server = await buildServer({
        ...host,
        site,
        signer: signerOf(JSON.parse(readFileSync(join(dir, 'device.json'), 'utf8'))),
        appVersion: '0.1.0',
        passwords: passwords(),
        localToken: token,
        addresses: () => [],
        log: (line) => console.error(line),
      });
      const listening: Promise<string> = server.app.listen({ port: 0, host: '127.0.0.1' });
      await listening;
      return `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
    },
    /** What central does every few seconds is done once. */
    async skip(milliseconds: number) {
      await must(site, 'central was opened').hub.writeContacts();
      ahead += milliseconds;
    },
    /** CPU of one edit of each of these rows, one after another, as an administrator makes it. */
    async edit({ table, ids, column, words }: Edits) {
      const { api } = must(site, 'central was opened');
      const [admin] = await must(database, 'central was opened').read((view) =>
        view.select({ table: 'user_account', limit: 1 }),
      );
      const person = { user_id: admin?.['id'] as RowId, username: 'admin' };
      const before = usage().cpuMs;
      for (const id of ids)
        valueOf(await api.putRow({ person }, table, id, { [column]: `${words} ${id}` }));
      return (usage().cpuMs - before) / ids.length;
    },
    /** CPU of one sync without a wire: JSON text both ways, each site once, `pause` between sites. */
    async inProcess({
      requests,
      pause,
    }: {
      readonly requests: readonly string[];
      readonly pause: number;
    }) {
      const { hub } = must(site, 'central was opened');
      const before = usage().cpuMs;
      for (const [i, text] of requests.entries()) {
        ahead += pause;
        if (i % 10 === 0) await hub.writeContacts();
        const request = JSON.parse(text) as SyncRequest;
        JSON.stringify(valueOf(await hub.serve(request.site_id, request)));
      }
      return (usage().cpuMs - before) / requests.length;
    },
  },
  async () => {
    await server?.app.close();
    await site?.close();
  },
);
