// Central as operators know it: a data folder that `init` made, a server process, the calls of its API.
import { must, newId, valueOf } from '#base';
import type { Row } from '#dictionary';
import { nodeHost } from '#host';
import { apiClient, initCentral, readServerFile } from '#server';
import { type Program, program } from '../harness/program.ts';

export interface Central {
  readonly url: string;
  readonly program: Program;
  readonly operation: (name: string, input: Row) => Promise<Row>;
  readonly put: (table: string, id: string, columns: Row) => Promise<void>;
  /** Many rows as one unit of work. */
  readonly putAll: (changes: readonly Put[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Put {
  readonly table: string;
  readonly id: string;
  readonly put: Row;
}

export const PASSWORD = 'a small country';

export async function makeCentral(dir: string): Promise<void> {
  valueOf(await initCentral({ dir, name: 'Central Medical Stores', adminPassword: PASSWORD }));
}

export async function startCentral(dir: string): Promise<Central> {
  const server = await program('serve');
  const url = await server.ask<string>('serve', dir);
  const { token } = must(await readServerFile(dir), 'a running server left its file');
  return { ...centralAt({ url, token }), program: server, stop: server.stop };
}

/** The same with a clock that `skip` puts forward, and without what a folder has beside its database. */
export async function startClockedCentral(dir: string): Promise<Central> {
  const server = await program('central');
  const token = someId();
  const url = await server.ask<string>('serve', { dir, token });
  return { ...centralAt({ url, token }), program: server, stop: server.stop };
}

/** What is asked of a central that another process started. */
export function centralAt({
  url,
  token,
}: {
  readonly url: string;
  readonly token: string;
}): Omit<Central, 'program' | 'stop'> {
  const api = apiClient({ url, token });
  return {
    url,
    async operation(name, input) {
      const answer = valueOf(await api.post(`/api/operations/${name}`, input));
      return (answer as { readonly result: Row }).result;
    },
    async put(table, id, columns) {
      valueOf(await api.put(`/api/tables/${table}/rows/${id}`, columns));
    },
    async putAll(changes) {
      valueOf(await api.post('/api/rows', changes));
    },
  };
}

export const someId = () => newId(nodeHost.clock, nodeHost.random);
