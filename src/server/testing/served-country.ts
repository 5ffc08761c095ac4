// Central and sites as they really run, in one process: data folders, SQLite, sockets.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, valueOf } from '#base';
import type { Row } from '#dictionary';
import { nodeHost } from '#host';
import type { PagedRows, SyncRun } from '#site';
import { apiClient } from '../api-client.ts';
import { initCentral } from '../folder/init-central.ts';
import { initSite } from '../folder/init-site.ts';
import { readServerFile } from '../folder/server-file.ts';
import { type ServedSite, serveSite } from '../serve-site.ts';

export interface Served {
  readonly dir: string;
  readonly url: string;
  readonly does: (operation: string, input: Row) => Promise<Row>;
  /** Writes rows, together; returns their ids. */
  readonly puts: (table: string, rows: readonly Row[]) => Promise<readonly string[]>;
  readonly edits: (table: string, id: string, put: Row) => Promise<void>;
  /** All rows of the table that can be listed here. */
  readonly rows: (table: string) => Promise<readonly Row[]>;
  readonly syncs: () => Promise<SyncRun>;
}

export interface ServedCountry {
  readonly central: Served;
  /** A site with one store; `url`: the way to central, if it is not the straight one. */
  readonly site: (
    name: string,
    options?: { readonly mode?: string; readonly url?: string },
  ) => Promise<Served & { readonly siteId: number; readonly storeId: string }>;
  readonly close: () => Promise<void>;
}

const adminPassword = 'a small country';

export async function servedCountry(): Promise<ServedCountry> {
  const root = mkdtempSync(join(tmpdir(), 'atoll-country-'));
  const running: ServedSite[] = [];
  const serve = async (name: string): Promise<Served> => {
    const dir = join(root, name);
    const served = valueOf(await serveSite({ dir, port: 0, scheduled: false }));
    running.push(served);
    return servedAt(dir, served.url);
  };
  const dir = join(root, 'central');
  valueOf(await initCentral({ dir, name: 'Central', adminPassword }));
  const central = await serve('central');
  return {
    central,
    async site(name, { mode = 'store', url = central.url } = {}) {
      const made = await central.does('create-site', { name, site_type: 'open' });
      const { store_id } = await central.does('create-store', {
        code: name,
        name,
        store_mode: mode,
        site_id: Number(made['site_id']),
      });
      const code = String(made['code']);
      valueOf(await initSite({ dir: join(root, name), centralUrl: url, code, adminPassword }));
      const served = await serve(name);
      return { ...served, siteId: Number(made['site_id']), storeId: String(store_id) };
    },
    async close() {
      for (const each of running.reverse()) await each.close();
      rmSync(root, { recursive: true });
    },
  };
}

async function servedAt(dir: string, url: string): Promise<Served> {
  const api = apiClient((await readServerFile(dir)) ?? { url: '', token: '' });
  const edits = async (changes: readonly Row[]) => {
    valueOf(await api.post('/api/rows', changes));
  };
  return {
    dir,
    url,
    async does(operation, input) {
      const made = valueOf(await api.post(`/api/operations/${operation}`, input));
      return (made as { readonly result: Row }).result;
    },
    async puts(table, rows) {
      const changes = rows.map((put) => ({
        table,
        id: newId(nodeHost.clock, nodeHost.random),
        put,
      }));
      await edits(changes);
      return changes.map(({ id }) => id);
    },
    edits: (table, id, put) => edits([{ table, id, put }]),
    async rows(table) {
      const rows: Row[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const more: string = after === '' ? '' : `&after=${after}`;
        const page = valueOf(await api.get(`/api/tables/${table}/rows?limit=1000${more}`));
        rows.push(...(page as PagedRows).rows);
        after = (page as PagedRows).next;
      }
      return rows;
    },
    syncs: async () => valueOf(await api.post('/api/sync/run', {})) as SyncRun,
  };
}
