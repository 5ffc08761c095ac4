// Central in a process of its own, with a clock that can be put forward: what happens once a minute can be had now.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openSqlite } from '#database/sqlite-node';
import { atollDictionary } from '#dictionary';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import { type BuiltServer, buildServer, passwords } from '#server';
import { openSite, type Site, storedTablesOf } from '#site';
import { signerOf } from '#transport/http';
import { answer } from '../harness/program.ts';

let site: Site | undefined;
let server: BuiltServer | undefined;
let ahead = 0;
const clock = { ...nodeHost.clock, now: () => nodeHost.clock.now() + ahead };

answer(
  {
    async serve({ dir, token }: { readonly dir: string; readonly token: string }) {
      const database = await openSqlite({
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
    skip(milliseconds: number) {
      ahead += milliseconds;
    },
  },
  async () => {
    await server?.app.close();
    await site?.close();
  },
);
