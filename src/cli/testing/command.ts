import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const main = new URL('../main.ts', import.meta.url).pathname;

/** `atoll` in a process of its own, from the sources. */
function atoll(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export interface Ran {
  /** Null: it was killed. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command to its end, or kills it after so many milliseconds. */
export async function command(
  args: readonly string[],
  options: { readonly killAfter?: number } = {},
): Promise<Ran> {
  const child = atoll(args);
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const killing =
    options.killAfter === undefined
      ? undefined
      : setTimeout(() => child.kill('SIGKILL'), options.killAfter);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(killing);
  return { code, out, err };
}

export interface Serving {
  readonly url: string;
  /** Resolves with the exit code; null after SIGKILL. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
}

/** `atoll serve`, once it says that it listens. */
export async function serving(dir: string): Promise<Serving> {
  const child = atoll(['serve', '--data', dir, '--port', '0']);
  let err = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  if (child.stdout === null) throw new Error('A piped child has an output.');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
    ended.then(() => ''),
  ]);
  const url = /^listening on (http:\/\/\S+)$/.exec(line)?.[1];
  if (url === undefined) throw new Error(`The server did not start: ${line} ${err}`);
  return {
    url,
    async end(signal) {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
