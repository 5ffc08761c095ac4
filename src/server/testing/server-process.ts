import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type ApiClient, apiClient } from '../api-client.ts';
import { readServerFile } from '../folder/server-file.ts';

/** A server in a process of its own, which can be killed and started again on the same folder and port. */
export interface ServerProcess {
  readonly url: () => string;
  readonly api: () => ApiClient;
  readonly start: () => Promise<void>;
  /** As a power cut does it: no word, no clean end. */
  readonly kill: () => Promise<void>;
  /** As an operator does it; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
  /** What it wrote about its own faults. */
  readonly said: string[];
}

const program = `
  import { serveSite } from '#server';
  const [dir, port] = process.argv.slice(1);
  const pace = { soon: 50, shortest: 200, longest: 1_500 };
  const served = await serveSite({ dir, port: Number(port), pace });
  if (!served.ok) throw new Error(served.refusal.message);
  process.once('SIGTERM', () => void served.value.close());
  console.log(served.value.url);
`;

export function serverProcess(dir: string): ServerProcess {
  const said: string[] = [];
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  let at = apiClient({ url: '', token: '' });

  return {
    said,
    url: () => at.url,
    api: () => at,
    async start() {
      const port = at.url === '' ? '0' : new URL(at.url).port;
      const starting = spawn(
        process.execPath,
        ['--conditions=source', '--input-type=module', '--eval', program, dir, port],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      child = starting;
      ended = once(starting, 'exit');
      starting.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
      const lines = createInterface({ input: starting.stdout });
      const [url] = await Promise.race([
        once(lines, 'line'),
        ended.then(() => Promise.reject(new Error(`The server did not start: ${said.join('')}`))),
      ]);
      const file = await readServerFile(dir);
      at = apiClient({ url: String(url), token: file?.token ?? '' });
    },
    async kill() {
      child?.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child?.kill('SIGTERM');
      await ended;
      return child?.exitCode ?? null;
    },
  };
}
