// Parts of a benchmark that need a process of their own: servers, sites, load. Asked over the channel between them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Usage, usage } from './machine.ts';

export interface Program {
  readonly ask: <T>(what: string, input?: unknown) => Promise<T>;
  readonly usage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

interface Question {
  readonly id: number;
  readonly what: string;
  readonly input: unknown;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly fault?: string;
}

/** Starts a file of `bench/programs`. */
export async function program(name: string): Promise<Program> {
  const file = fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url));
  const child = fork(file, [], {
    execArgv: ['--conditions=source', ...(process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [])],
    serialization: 'advanced',
  });
  const open = new Map<number, (reply: Reply) => void>();
  let id = 0;
  child.on('message', (reply: Reply) => {
    open.get(reply.id)?.(reply);
    open.delete(reply.id);
  });
  const ended = once(child, 'exit').then(([code, signal]) => {
    for (const [lost, tell] of open)
      tell({ id: lost, fault: `${name} ended (${String(code ?? signal)})` });
  });
  const ask = async <T>(what: string, input: unknown = null): Promise<T> => {
    id += 1;
    const question: Question = { id, what, input };
    const reply = await new Promise<Reply>((resolve) => {
      open.set(question.id, resolve);
      child.send(question);
    });
    if (reply.fault !== undefined) throw new Error(`${name}: ${what}: ${reply.fault}`);
    return reply.value as T;
  };
  return {
    ask,
    usage: () => ask<Usage>('usage'),
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}

/** The other side: answers until the parent lets go, then ends. */
export function answer(
  able: Readonly<Record<string, (input: never) => Promise<unknown> | unknown>>,
  close: () => Promise<void>,
): void {
  const send = (reply: Reply) => process.send?.(reply);
  process.on('message', async ({ id, what, input }: Question) => {
    try {
      const value = what === 'usage' ? usage() : await able[what]?.(input as never);
      send({ id, value });
    } catch (thrown) {
      send({
        id,
        fault: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
      });
    }
  });
  process.on('disconnect', () => {
    void close().finally(() => process.exit(0));
  });
}
