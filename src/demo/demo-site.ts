import { newId, valueOf } from '#base';
import type { Row } from '#dictionary';
import { nodeHost } from '#host';
import { type ApiClient, apiClient, readServerFile, serveSite } from '#server';
import type { PagedRows, SyncRun, SyncStatus } from '#site';

/** A site of the demo: a running server with a data folder of its own, asked over HTTP like any other. */
export interface DemoSite {
  readonly title: string;
  readonly url: string;
  readonly operation: (name: string, input: Row) => Promise<Row>;
  /** Makes a row and returns its id. */
  readonly make: (table: string, columns: Row) => Promise<string>;
  readonly rows: (table: string, where?: Row) => Promise<readonly Row[]>;
  readonly sync: () => Promise<SyncRun>;
  readonly status: () => Promise<SyncStatus>;
  readonly close: () => Promise<void>;
}

/** Serves a data folder; `scheduled`: it syncs by itself, else only when told. */
export async function startSite(options: {
  readonly title: string;
  readonly dir: string;
  readonly port: number;
  readonly scheduled: boolean;
}): Promise<DemoSite> {
  const { dir, port, scheduled } = options;
  const served = valueOf(await serveSite({ dir, port, scheduled }));
  const file = await readServerFile(dir);
  if (file === undefined) throw new Error('A server that was just started has a server file.');
  const api: ApiClient = apiClient(file);
  return {
    title: options.title,
    url: served.url,
    close: served.close,
    async operation(name, input) {
      const answer = valueOf(await api.post(`/api/operations/${name}`, input));
      return (answer as { readonly result: Row }).result;
    },
    async make(table, columns) {
      const id = newId(nodeHost.clock, nodeHost.random);
      valueOf(await api.put(`/api/tables/${table}/rows/${id}`, columns));
      return id;
    },
    async rows(table, where = {}) {
      const found = await api.get(
        `/api/tables/${table}/rows?limit=1000&where=${encodeURIComponent(JSON.stringify(where))}`,
      );
      return (valueOf(found) as PagedRows).rows;
    },
    sync: async () => valueOf(await api.post('/api/sync/run', {})) as SyncRun,
    status: async () => valueOf(await api.get('/api/sync/status')) as SyncStatus,
  };
}
